//! Sealed details 密封资料: who a citizen is and how to reach them. They are no part of a record: they lie encrypted on the
//! server, and are read one by one by those who have to, which is written down.

use crate::{
    problem::{Code, Problem},
    search::narrow,
};
use serde::{Deserialize, Serialize};

/// How long they are kept after they were last given, in days.
pub const KEPT_DAYS: u64 = 365;
/// The longest name, in characters.
pub const NAME_MAX: usize = 40;
/// The longest number, in digits; with what people write between them twice as many characters.
pub const PHONE_MAX: usize = 20;

/// The field that a problem with the name is said of.
pub const NAME: &str = "contact_name";
/// The field that a problem with the number is said of.
pub const PHONE: &str = "contact_phone";

/// Who somebody is.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// What to call them.
    #[serde(default)]
    pub name: String,
    /// A number to reach them by.
    #[serde(default)]
    pub phone: String,
}

/// Nothing of it is ever printed.
impl std::fmt::Debug for Details {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Details(sealed)")
    }
}

impl Details {
    /// As it is kept: without space around it, digits as narrow as those of a telephone.
    pub fn of(name: &str, phone: &str) -> Details {
        Details { name: name.trim().to_owned(), phone: phone.trim().chars().map(narrow).collect() }
    }

    /// Whether nothing was left.
    pub fn is_empty(&self) -> bool {
        self.name.is_empty() && self.phone.is_empty()
    }

    /// What is wrong with it. A number is digits, with what people write between them.
    pub fn problems(&self) -> Vec<Problem> {
        let is_of_number = |c: char| c.is_ascii_digit() || "+-() ".contains(c);
        let digits = self.phone.chars().filter(char::is_ascii_digit).count();
        let fits = self.phone.chars().count() <= 2 * PHONE_MAX;
        let is_number = fits && self.phone.chars().all(is_of_number) && (5..=PHONE_MAX).contains(&digits);
        let wrong = [
            (self.name.chars().count() > NAME_MAX, Code::ContactNameTooLong, NAME),
            (!self.phone.is_empty() && !is_number, Code::ContactPhoneInvalid, PHONE),
        ];
        wrong.into_iter().filter(|(is, ..)| *is).map(|(_, code, field)| Problem::at(code, field)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_digits_with_what_people_write_between_them() {
        let wrong = |phone: &str| !Details::of("王", phone).problems().is_empty();
        for fine in ["", "１３９００００１２３４", "13900001234", "0912-8212345", "+86 139 0000 1234", "(0912) 8212345"]
        {
            assert!(!wrong(fine), "{fine}");
        }
        for bad in [
            "没有",
            "1234",
            "139x",
            "1".repeat(21).as_str(),
            "<script>12345",
            &format!("13900001234{}", " -".repeat(40)),
        ] {
            assert!(wrong(bad), "{bad}");
        }
    }

    #[test]
    fn what_is_sealed_is_never_printed() {
        assert_eq!(format!("{:?}", Details::of("王秀英", "13900001234")), "Details(sealed)");
    }
}
