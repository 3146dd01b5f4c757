//! Runs the conformance suite of the storage in a browser and writes what came of it into the page.

fn main() {}
