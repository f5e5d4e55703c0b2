/// A place in a text: where the reader is, counted on as it goes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Position {
    /// Byte offset.
    pub(crate) offset: usize,
    /// From 1.
    pub(crate) line: usize,
    /// From 1, in characters.
    pub(crate) column: usize,
}

impl Default for Position {
    fn default() -> Self {
        Self { offset: 0, line: 1, column: 1 }
    }
}

impl Position {
    /// Moves on to `offset`, which must not lie behind. A byte order mark takes no column.
    pub(crate) fn advance(&mut self, text: &str, offset: usize) {
        for character in text.get(self.offset..offset).unwrap_or_default().chars() {
            match character {
                '\n' => {
                    self.line += 1;
                    self.column = 1;
                }
                '\u{feff}' => {}
                _ => self.column += 1,
            }
        }
        self.offset = offset;
    }
}
