//! What a colour may say. Colour never stands alone: an icon and a word go with it.

/// The state that something is in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Plain,
    /// Waits, or is behind: amber.
    Wait,
    /// Settled: green.
    Done,
    /// A person must act: red.
    Act,
}

impl Tone {
    /// The class that style sheets know it by; empty for [`Tone::Plain`].
    pub const fn class(self) -> &'static str {
        match self {
            Tone::Plain => "",
            Tone::Wait => "wait",
            Tone::Done => "done",
            Tone::Act => "act",
        }
    }
}
