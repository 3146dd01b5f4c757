//! Spoils what a program has written well, in the ways in which data go wrong and in those in which somebody makes them go
//! wrong: by the meaning of a value, by the letters of the text, by single bits.

use serde_json::{Map, Value, json};

/// Spoils by dice: for a number of sides they fall on one of them.
pub struct Spoiler<'a>(pub &'a mut dyn FnMut(usize) -> usize);

/// Numbers as they cannot stand in a [`Value`].
const TOKENS: [&str; 8] =
    ["1e400", "-1e400", "18446744073709551616", "-9223372036854775809", "0.1e-999", "01", "NaN", "-0"];

impl Spoiler<'_> {
    fn below(&mut self, sides: usize) -> usize {
        (self.0)(sides.max(1))
    }

    fn pick<'v, T>(&mut self, from: &'v [T]) -> Option<&'v T> {
        from.get(self.below(from.len()))
    }

    /// Spoils a text a few times over: mostly its values, then perhaps its letters and bits.
    pub fn text(&mut self, whole: &Value) -> Vec<u8> {
        let mut whole = whole.clone();
        for _ in 0..self.below(4) {
            self.value(&mut whole);
        }
        let mut bytes = whole.to_string().into_bytes();
        // Most of what is spoilt so is turned away at the door.
        if self.below(4) == 0 {
            self.letters(&mut bytes);
        }
        if self.below(8) == 0 {
            self.bits(&mut bytes);
        }
        bytes
    }

    /// Spoils one value, somewhere.
    pub fn value(&mut self, whole: &mut Value) {
        let elsewhere = self.somewhere(&mut whole.clone()).clone();
        let strange = self.strange();
        let place = self.below(6);
        let spoilt = self.somewhere(whole);
        match (place, spoilt) {
            (0, spoilt) => *spoilt = elsewhere,
            (1, Value::Object(map)) => self.keys(map, elsewhere),
            (2, Value::Array(list)) => {
                let twice = self.pick(list).cloned();
                list.extend(twice);
            }
            (3, Value::Array(list)) if !list.is_empty() => {
                let one = self.below(list.len());
                list.swap(0, one);
                list.pop();
            }
            (4, Value::String(text)) => text.push_str(&"长".repeat(self.below(100))),
            (_, spoilt) => *spoilt = strange,
        }
    }

    /// A field is left out, called by another name, or there is one more.
    fn keys(&mut self, map: &mut Map<String, Value>, elsewhere: Value) {
        let keys: Vec<String> = map.keys().cloned().collect();
        let value = self.pick(&keys).and_then(|key| map.remove(key)).unwrap_or(elsewhere);
        let names = ["", "\u{0}", "$deleted", "attendance:x", "review", "merged_into", "act", "a".repeat(101).as_str()]
            .map(str::to_owned);
        match self.below(3) {
            0 => {}
            1 => map.extend(self.pick(&names).cloned().map(|name| (name, value))),
            _ => map.extend(self.pick(&keys).cloned().map(|name| (name, value))),
        }
    }

    /// One value of a whole, at any depth.
    fn somewhere<'v>(&mut self, whole: &'v mut Value) -> &'v mut Value {
        let inner = match &*whole {
            Value::Array(list) => list.len(),
            Value::Object(map) => map.len(),
            _ => 0,
        };
        if inner == 0 || self.below(8) == 0 {
            return whole;
        }
        let at = self.below(inner);
        match whole {
            Value::Array(list) => self.somewhere(&mut list[at]),
            Value::Object(map) => self.somewhere(map.values_mut().nth(at).unwrap()),
            alone => alone,
        }
    }

    /// What nobody would write.
    fn strange(&mut self) -> Value {
        let deep = self.below(130);
        match self.below(24) {
            0 => Value::Null,
            1 => json!(true),
            2 => json!(-1),
            3 => json!(u64::MAX),
            4 => json!(i64::MIN),
            5 => json!(i64::MAX),
            6 => json!(1_u64 << 53),
            7 => json!(1e308),
            8 => json!(-0.0),
            9 => json!(0.5),
            10 => json!(""),
            11 => json!("\u{0}\u{feff}\u{202e}\u{10ffff}"),
            12 => json!("9999-12-31T23:59"),
            13 => json!("-009999-01-01T00:00"),
            14 => json!("2026-02-29"),
            15 => json!("9999-12-31"),
            16 => json!("ffffffffffffffff"),
            17 => json!("00000000-0000-0000-0000-000000000000"),
            18 => json!("x".repeat(70_000)),
            19 => json!(vec![json!("a"); 5_000]),
            20 => (0..deep).fold(json!([]), |inner, _| json!([inner])),
            21 => (0..deep).fold(json!({}), |inner, _| json!({ "a": inner })),
            22 => json!([]),
            _ => json!({}),
        }
    }

    /// Spoils letters: keys twice, numbers beyond all numbers, brackets without end, pieces cut out or doubled.
    pub fn letters(&mut self, bytes: &mut Vec<u8>) {
        let at = self.below(bytes.len() + 1);
        let end = (at + self.below(40)).min(bytes.len());
        let after = |found: u8, bytes: &[u8]| bytes[at..].iter().position(|byte| *byte == found).map(|to| at + to + 1);
        match self.below(7) {
            0 => {
                let field = br#""n":1,"act":{"delete":{}},"#;
                if let Some(at) = after(b'{', bytes) {
                    bytes.splice(at..at, *field);
                }
            }
            1 => {
                let token = TOKENS[self.below(TOKENS.len())].as_bytes().to_vec();
                if let Some(at) = after(b':', bytes) {
                    let digits = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                    bytes.splice(at..at + digits, token);
                }
            }
            2 => {
                let many = vec![b"[{"[self.below(2)]; self.below(50_000)];
                bytes.splice(at..at, many);
            }
            3 => drop(bytes.drain(at..end)),
            4 => {
                let twice = bytes[at..end].to_vec();
                bytes.splice(at..at, twice);
            }
            5 => bytes.truncate(at),
            _ => {
                let not_utf8 = [&b"\xff"[..], b"\xed\xa0\x80", b"\xc0\x80", b"\\ud800", b"\\u0000", b"\xef\xbb\xbf"];
                let put = not_utf8[self.below(not_utf8.len())].to_vec();
                bytes.splice(at..at, put);
            }
        }
    }

    /// Turns a few bits over.
    pub fn bits(&mut self, bytes: &mut [u8]) {
        for _ in 0..=self.below(4) {
            let (at, bit) = (self.below(bytes.len()), self.below(8));
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << bit;
            }
        }
    }
}
