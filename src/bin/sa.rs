//! The program `sa`, for Solutions Architects. What it does lives in `cli/sa`.

fn main() -> std::process::ExitCode {
    desk::cli::main::<desk::cli::sa::Sa>()
}
