//! A page of `docs/` as blocks, and back.

/// A page.
pub(crate) struct Page {
    pub(crate) blocks: Vec<Block>,
}

/// A part of a page.
pub(crate) enum Block {
    /// Lines that are only read.
    Text(String),
    /// A file of the project.
    File {
        path: String,
        append: bool,
        /// The line that says so, and the fence.
        head: String,
        body: String,
    },
    /// Commands and what they print.
    Console { head: String, commands: Vec<Command> },
}

/// A command of a console block.
pub(crate) struct Command {
    pub(crate) text: String,
    pub(crate) code: i32,
    /// The line as it stands in the page.
    line: String,
    pub(crate) output: String,
}

const FENCE: &str = "```";

impl Page {
    pub(crate) fn read(text: &str) -> Self {
        let mut blocks = Vec::new();
        let mut plain = String::new();
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            let said = |word: &str| {
                line.strip_prefix("<!-- ")?.strip_suffix(" -->")?.strip_prefix(word).map(str::trim)
            };
            let file =
                said("file:").map(|path| (path, false)).or_else(|| said("append:").map(|path| (path, true)));
            let is_console = line == "```console";
            if said("not run:").is_some() {
                plain.push_str(&format!("{line}\n{}\n", lines.next().unwrap_or_default()));
                plain.extend(fenced(&mut lines).iter().map(|line| format!("{line}\n")));
                plain.push_str("```\n");
            } else if let Some((path, append)) = file {
                blocks.push(Block::Text(std::mem::take(&mut plain)));
                let head = format!("{line}\n{}\n", lines.next().unwrap_or_default());
                let body = fenced(&mut lines).iter().map(|line| format!("{line}\n")).collect();
                blocks.push(Block::File { path: path.to_owned(), append, head, body });
            } else if is_console {
                blocks.push(Block::Text(std::mem::take(&mut plain)));
                let commands = commands(&fenced(&mut lines));
                blocks.push(Block::Console { head: format!("{line}\n"), commands });
            } else {
                plain.push_str(&format!("{line}\n"));
            }
        }
        blocks.push(Block::Text(plain));
        Self { blocks }
    }

    pub(crate) fn write(&self) -> String {
        let block = |block: &Block| match block {
            Block::Text(text) => text.clone(),
            Block::File { head, body, .. } => format!("{head}{body}{FENCE}\n"),
            Block::Console { head, commands } => {
                let commands: String =
                    commands.iter().map(|one| format!("{}\n{}", one.line, ended(&one.output))).collect();
                format!("{head}{commands}{FENCE}\n")
            }
        };
        self.blocks.iter().map(block).collect()
    }
}

/// The lines up to the end of a fenced block.
fn fenced<'a>(lines: &mut impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    lines.take_while(|line| *line != FENCE).collect()
}

fn commands(lines: &[&str]) -> Vec<Command> {
    let mut commands: Vec<Command> = Vec::new();
    for line in lines {
        match (line.strip_prefix("$ "), commands.last_mut()) {
            (Some(text), _) => {
                let (text, code) = match text.rsplit_once("# exit code ") {
                    Some((text, code)) => (text.trim_end(), code.trim().parse().unwrap()),
                    None => (text, 0),
                };
                commands.push(Command {
                    text: text.to_owned(),
                    code,
                    line: (*line).to_owned(),
                    output: String::new(),
                });
            }
            (None, Some(command)) => command.output.push_str(&format!("{line}\n")),
            (None, None) => {}
        }
    }
    commands
}

fn ended(text: &str) -> String {
    if text.is_empty() || text.ends_with('\n') { text.to_owned() } else { format!("{text}\n") }
}
