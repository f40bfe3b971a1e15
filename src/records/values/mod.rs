//! The values records are made of: ids, handles, money, Salesforce ids.
//! What a record says with them lives in the file of its kind.

pub mod answer;
pub mod handle;
pub mod id;
pub mod money;
pub mod sfdc;
mod spelt;

pub use handle::Handle;
pub use id::Id;
pub use money::Money;
pub use sfdc::SfdcId;

pub(super) use spelt::said;
