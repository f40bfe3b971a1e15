//! The program `ta`, for Technical Architects. What it does lives in `cli/ta`.

fn main() -> std::process::ExitCode {
    desk::cli::main::<desk::cli::ta::Ta>()
}
