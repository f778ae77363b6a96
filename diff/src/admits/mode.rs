//! The circumstances of a comparison.

/// Who sends the values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The client: read-only properties are not sent.
    Request,
    /// The server: write-only properties are not sent.
    Response,
}

/// The side whose values must be admitted by the other side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sub {
    Base,
    Revision,
}

/// Where values are sent as strings, as in forms and query strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Loose {
    Nowhere,
    AtRoot,
    Everywhere,
}

/// The circumstances of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mode {
    pub direction: Direction,
    pub sub: Sub,
    pub loose: Loose,
    /// Whether undeclared properties may be present. They are not, if both schemas are versions of the same one.
    pub strict: bool,
}

impl Mode {
    /// The question whether a change of a schema breaks clients.
    pub fn breaks(direction: Direction, loose: Loose) -> Self {
        let sub = match direction {
            Direction::Request => Sub::Base,
            Direction::Response => Sub::Revision,
        };
        Self {
            direction,
            sub,
            loose,
            strict: false,
        }
    }

    /// The same question in the other direction of time.
    pub fn reversed(self) -> Self {
        let sub = self.sup_side();
        Self { sub, ..self }
    }

    /// The other side.
    pub fn sup_side(self) -> Sub {
        match self.sub {
            Sub::Base => Sub::Revision,
            Sub::Revision => Sub::Base,
        }
    }

    /// The mode for a property or an item.
    pub fn inner(self) -> Self {
        let loose = match self.loose {
            Loose::Everywhere => Loose::Everywhere,
            Loose::Nowhere | Loose::AtRoot => Loose::Nowhere,
        };
        Self { loose, ..self }
    }
}

impl Direction {
    /// The keyword of properties that are not sent.
    pub fn hidden(self) -> &'static str {
        match self {
            Direction::Request => "readOnly",
            Direction::Response => "writeOnly",
        }
    }
}
