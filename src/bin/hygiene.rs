fn main() -> std::process::ExitCode {
    desk::cli::main::<desk::cli::hygiene::Hygiene>()
}
