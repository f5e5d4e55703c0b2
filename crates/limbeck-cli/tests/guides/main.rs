//! The guides in `docs/` do what they say: their files are written, their commands run, and what is printed is what they show.
//!
//! - A code block behind `<!-- file: PATH -->` is that file; behind `<!-- append: PATH -->` it is added to its end.
//! - In a `console` block a line that begins with `$ ` is run by the shell, in a project folder of the guide's own; what stands below it is
//!   what it prints. `# exit code N` at its end says how it ends, if not with 0.
//! - `<!-- not run: WHY -->` excuses the block behind it.
//!
//! `UPDATE=1` writes what commands print into the pages, to be reviewed.
#![cfg(feature = "sqlite")]
#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod page;
mod shell;

use std::path::{Path, PathBuf};

use page::{Block, Page};
use shell::Shell;

#[test]
fn every_guide_does_what_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    let mut pages: Vec<PathBuf> =
        fs_err::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.sort();
    let mut guides = 0;
    let mut faults = Vec::new();
    for path in pages.iter().filter(|path| path.extension().is_some_and(|extension| extension == "md")) {
        let text = fs_err::read_to_string(path).unwrap();
        let mut page = Page::read(&text);
        if !page.blocks.iter().any(|block| matches!(block, Block::Console { .. })) {
            continue;
        }
        guides += 1;
        let found = run(&mut page);
        if is_update() {
            fs_err::write(path, page.write()).unwrap();
        }
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        faults.extend(found.into_iter().map(|fault| format!("{name}: {fault}")));
    }
    assert!(guides > 0, "there are no guides");
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

fn is_update() -> bool {
    std::env::var_os("UPDATE").is_some()
}

/// Does what a page says, writes into it what came of it, and tells what is not as it says.
fn run(page: &mut Page) -> Vec<String> {
    let shell = Shell::new();
    let mut faults = Vec::new();
    for block in &mut page.blocks {
        match block {
            Block::Text(_) => {}
            Block::File { path, append, body, .. } => shell.write(path, body, *append),
            Block::Console { commands, .. } => {
                for command in commands {
                    let answer = shell.run(&command.text);
                    if answer.code != command.code {
                        faults.push(format!(
                            "`{}` ended with {}:\n{}",
                            command.text, answer.code, answer.output
                        ));
                    } else if !is_update() && normal(&answer.output) != normal(&command.output) {
                        faults.push(format!(
                            "`{}` printed\n{}instead of\n{}",
                            command.text, answer.output, command.output
                        ));
                    }
                    command.output = answer.output;
                }
            }
        }
    }
    faults
}

/// The text without what differs from run to run: ids of revisions, numbers, white space at the ends of lines.
fn normal(text: &str) -> String {
    let word = |word: &str| {
        let is_id = word.len() == 12 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
        // `28T04` and `123456Z` are parts of a time.
        let is_number = word.starts_with(|c: char| c.is_ascii_digit())
            && word.bytes().all(|byte| byte.is_ascii_digit() || b"TZ".contains(&byte));
        if is_id || is_number { "0".to_owned() } else { word.to_owned() }
    };
    let line = |line: &str| {
        let parts = line.trim_end().split_inclusive(|c: char| !c.is_ascii_alphanumeric());
        parts
            .map(|part| {
                let end = part.trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len();
                let text = part.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
                if end == 0 || text.len() == part.len() {
                    word(part)
                } else {
                    format!("{}{}", word(text), &part[text.len()..])
                }
            })
            .collect::<String>()
    };
    text.trim_end().lines().map(|text| line(text) + "\n").collect()
}
