//! `limbeck-revision`.
