//! Bytes that are overwritten when they are dropped, compared in constant time, and never printed.

use std::fmt;

use subtle::ConstantTimeEq;
use zeroize::Zeroize;

/// A key, or a secret that keys are made from.
#[derive(Clone)]
pub(crate) struct Secret<const N: usize>([u8; N]);

impl<const N: usize> Secret<N> {
    pub(crate) fn new(bytes: [u8; N]) -> Self {
        Self(bytes)
    }

    pub(crate) fn bytes(&self) -> &[u8; N] {
        &self.0
    }
}

impl<const N: usize> PartialEq for Secret<N> {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl<const N: usize> Eq for Secret<N> {}

impl<const N: usize> Drop for Secret<N> {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl<const N: usize> fmt::Debug for Secret<N> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::Secret;

    #[test]
    fn debug_hides_it_and_equality_compares_all_of_it() {
        let secret = Secret::new([7, 8, 9]);
        assert_eq!(format!("{secret:?}"), "Secret(..)");
        assert_eq!(secret, Secret::new([7, 8, 9]));
        assert_ne!(secret, Secret::new([7, 8, 8]));
        assert_ne!(secret, Secret::new([6, 8, 9]));
    }
}
