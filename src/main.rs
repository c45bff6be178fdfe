//! The command line of Cocket.

fn main() {}
