//! Nothing of its own: the dependencies are what is built.
