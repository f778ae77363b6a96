//! Reading a time's text from left to right.

use super::TimeError;

/// What is left of a text.
pub struct Digits<'a>(pub &'a [u8]);

impl Digits<'_> {
    /// Exactly so many digits.
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

    /// Two digits.
    pub fn pair(&mut self) -> Result<u8, TimeError> {
        // Two digits always fit.
        self.number(2).map(|number| number as u8)
    }

    /// As many digits as there are, at least one.
    pub fn count(&mut self) -> Result<u64, TimeError> {
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

    /// The digits after a point, in billionths; digits beyond the ninth don't count.
    pub fn billionths(&mut self) -> Result<u32, TimeError> {
        let digits = self
            .0
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let (text, rest) = self.0.split_at(digits);
        if text.is_empty() {
            return Err(TimeError::new("digits expected after the point"));
        }
        self.0 = rest;
        let padded = text.iter().chain(std::iter::repeat(&b'0')).take(9);
        Ok(padded.fold(0, |number, digit| number * 10 + u32::from(digit - b'0')))
    }

    /// One of these bytes.
    pub fn one_of(&mut self, bytes: &[u8]) -> Result<u8, TimeError> {
        self.optional(bytes)
            .ok_or(TimeError::new("a separator is missing"))
    }

    /// One of these bytes, if it comes next.
    pub fn optional(&mut self, bytes: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        if !bytes.contains(first) {
            return None;
        }
        self.0 = rest;
        Some(*first)
    }

    /// Nothing may be left.
    pub fn end(&self) -> Result<(), TimeError> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(TimeError::new("the text goes on after its end"))
        }
    }

    /// A full date.
    pub fn date(&mut self) -> Result<(i32, u8, u8), TimeError> {
        // Four digits always fit.
        let year = self.number(4)? as i32;
        self.one_of(b"-")?;
        let month = self.pair()?;
        self.one_of(b"-")?;
        let day = self.pair()?;
        if super::civil::is_day(year, month, day) {
            Ok((year, month, day))
        } else {
            Err(TimeError::new("there is no such day"))
        }
    }
}
