//! The words that items of a form may say, and how any value of an item is told.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::calendar::{Date, Instant};
use crate::records::opportunity::SecondMode;
use crate::records::{Handle, Id, Money};

/// What holds the value of an item, and tells it as a text.
pub trait Tells {
    /// Returns the text, word for word; nothing where it says nothing.
    fn tells(&self) -> Option<Cow<'_, str>>;
}

impl Tells for Option<String> {
    fn tells(&self) -> Option<Cow<'_, str>> {
        self.as_deref().map(Cow::Borrowed)
    }
}

macro_rules! spelt {
    ($($type:ty),*) => {
        $(impl Tells for Option<$type> {
            fn tells(&self) -> Option<Cow<'_, str>> {
                self.as_ref().map(|value| Cow::Owned(value.to_string()))
            }
        })*
    };
}

spelt!(Handle, Id, Money, Instant, Date, u32);

macro_rules! words {
    ($(
        $(#[doc = $doc:literal])+
        $name:ident { $($(#[doc = $of:literal])* $variant:ident = $word:literal,)+ }
    )*) => {
        $(
            $(#[doc = $doc])+
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
            pub enum $name {
                $($(#[doc = $of])* #[serde(rename = $word)] $variant,)+
            }

            impl $name {
                /// Every one, with its word.
                pub const ALL: &'static [(Self, &'static str)] = &[$((Self::$variant, $word),)+];
            }

            told!($name);
        )*
    };
}

macro_rules! told {
    ($name:ident) => {
        impl Tells for Option<$name> {
            fn tells(&self) -> Option<Cow<'_, str>> {
                let row = $name::ALL.iter().find(|(one, _)| Some(*one) == *self);
                row.map(|(_, word)| Cow::Borrowed(*word))
            }
        }
    };
}

told!(SecondMode);

words! {
    /// How the customer uses the product (source document 003, async support).
    Subscription {
        Saas = "saas",
        SelfManaged = "self-managed",
    }

    /// What a subject matter expert is asked for (handbook, subject matter experts).
    SmeArea {
        Ai = "ai",
        AppSecurity = "app-security",
        Plan = "plan",
        Dedicated = "dedicated",
        CiCd = "ci-cd",
        Metrics = "metrics",
        EmbeddedDevops = "embedded-devops",
    }

    /// What a customer asks to be answered (source document 002, RFI and RFP).
    RfxKind {
        /// A request for information.
        Rfi = "rfi",
        /// A request for a proposal.
        Rfp = "rfp",
        /// A request for a quote.
        Rfq = "rfq",
        /// Something else; the outline says what.
        Other = "other",
    }

    /// Where a partner is looked after (source document 003, labels of the ecosystem).
    PartnerRegion {
        Amer = "AMER",
        Apac = "APAC",
        Emea = "EMEA",
    }

    /// What sort of content is asked for.
    ContentSort {
        Blog = "blog",
        Webinar = "webinar",
        Talk = "talk",
        Video = "video",
    }
}
