use milegate_core::stake::Claim;

use crate::pack_fields;

pack_fields!(Claim { tokens, due });
