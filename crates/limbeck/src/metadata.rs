//! `metadata!`: the models of a program, listed.

/// The models of a program as one [`Model`](crate::Model): every type must have `#[derive(limbeck::Table)]`.
///
/// ```ignore
/// let models = limbeck::metadata![User, Team];
/// ```
#[macro_export]
macro_rules! metadata {
    ($($model:ty),* $(,)?) => {
        $crate::Model::collect([$(<$model as $crate::Table>::model()),*])
    };
}
