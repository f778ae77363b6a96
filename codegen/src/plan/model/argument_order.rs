//! The order of the arguments of `new`: it stays when the document lists properties in another order.

use super::{Field, Model, ModelFile};
use crate::plan::names::Names;

/// Sets the order for all structs.
pub(super) fn set(files: &mut [ModelFile], names: &mut Names<'_>) {
    for item in files.iter_mut().flat_map(|file| &mut file.items) {
        let Model::Struct(item) = item else { continue };
        let mut required = item.required();
        let owner = required
            .first()
            .and_then(|field| field.key.rsplit_once('/'));
        let Some((owner, _)) = owner.map(|(owner, name)| (owner.to_owned(), name)) else {
            continue;
        };
        names.order_arguments(&owner, &mut required, |field: &&Field| &field.name);
        item.argument_order = required.iter().map(|field| field.name.clone()).collect();
    }
}
