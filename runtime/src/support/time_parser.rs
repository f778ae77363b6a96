//! A parser for dates, times and durations.

use super::TimeError;

/// The unread rest of the input.
pub struct TimeParser<'a>(pub &'a [u8]);

impl TimeParser<'_> {
    /// Reads a number of exactly `digits` digits.
    pub fn number(&mut self, digits: usize) -> Result<u32, TimeError> {
        let number = self
            .0
            .get(..digits)
            .filter(|text| text.iter().all(u8::is_ascii_digit));
        let Some(text) = number else {
            return Err(TimeError::new("digits expected"));
        };
        self.0 = &self.0[digits..];
        Ok(text
            .iter()
            .fold(0, |number, digit| number * 10 + u32::from(digit - b'0')))
    }

    /// Reads a number of two digits.
    pub fn two_digits(&mut self) -> Result<u8, TimeError> {
        // Two digits always fit.
        self.number(2).map(|number| number as u8)
    }

    /// Reads a number of one or more digits.
    pub fn integer(&mut self) -> Result<u64, TimeError> {
        let digits = self
            .0
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let (text, rest) = self.0.split_at(digits);
        if text.is_empty() {
            return Err(TimeError::new("digits expected"));
        }
        self.0 = rest;
        text.iter()
            .try_fold(0_u64, |number, digit| {
                number.checked_mul(10)?.checked_add(u64::from(digit - b'0'))
            })
            .ok_or(TimeError::new("a number is too large"))
    }

    /// Reads the digits after a decimal point, in billionths. Digits after the ninth are ignored.
    pub fn billionths(&mut self) -> Result<u32, TimeError> {
        let digits = self
            .0
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let (text, rest) = self.0.split_at(digits);
        if text.is_empty() {
            return Err(TimeError::new("digits expected after the decimal point"));
        }
        self.0 = rest;
        let padded = text.iter().chain(std::iter::repeat(&b'0')).take(9);
        Ok(padded.fold(0, |number, digit| number * 10 + u32::from(digit - b'0')))
    }

    /// Reads one of these bytes, or fails.
    pub fn one_of(&mut self, bytes: &[u8]) -> Result<u8, TimeError> {
        self.optional(bytes)
            .ok_or(TimeError::new("a separator is missing"))
    }

    /// Reads one of these bytes. Returns `None` if the next byte is another one.
    pub fn optional(&mut self, bytes: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        if !bytes.contains(first) {
            return None;
        }
        self.0 = rest;
        Some(*first)
    }

    /// Fails unless all of the input was read.
    pub fn end(&self) -> Result<(), TimeError> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(TimeError::new("unexpected characters at the end"))
        }
    }

    /// Reads a `full-date` of RFC 3339.
    pub fn date(&mut self) -> Result<(i32, u8, u8), TimeError> {
        // Four digits always fit.
        let year = self.number(4)? as i32;
        self.one_of(b"-")?;
        let month = self.two_digits()?;
        self.one_of(b"-")?;
        let day = self.two_digits()?;
        if super::calendar::is_day(year, month, day) {
            Ok((year, month, day))
        } else {
            Err(TimeError::new("there is no such day"))
        }
    }
}
