//! The program `hygiene`, the gate before every commit. What it does lives in `cli/hygiene`.

fn main() -> std::process::ExitCode {
    desk::cli::main::<desk::cli::hygiene::Hygiene>()
}
