//! Relations that are foreign keys: `belongs_to`, as an attribute of a variant of `Relation`, of a field, or as a chain of calls.

use heck::ToUpperCamelCase;
use limbeck_catalog::Action;
use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, GenericArgument, ItemEnum, Path, PathArguments, Type};

use super::attribute::{code, text, words};
use super::column_type::bare;
use crate::model::Place;
use crate::reader::attribute::{Errors, skip, unknown};
use crate::reader::context::Context;
use crate::reader::types;

/// A foreign key whose target is known by its path alone.
#[derive(Clone, Debug)]
pub(crate) struct Relation {
    /// The entity pointed to, as it is written.
    pub(super) entity: Path,
    /// Variants of `Column` that point.
    pub(super) from: Vec<String>,
    /// Variants of the other entity's `Column`.
    pub(super) to: Vec<String>,
    /// `on_delete`.
    pub(super) on_delete: Action,
    /// `on_update`.
    pub(super) on_update: Action,
    /// `fk_name`.
    pub(super) name: Option<String>,
    /// Where it is declared.
    pub(super) place: Place,
}

/// What is said about one relation.
#[derive(Default)]
struct Words {
    belongs_to: Option<Path>,
    from: Vec<String>,
    to: Vec<String>,
    on_delete: Action,
    on_update: Action,
    name: Option<String>,
    skip_fk: bool,
}

impl Words {
    fn relation(self, span: Span, context: &Context<'_>) -> syn::Result<Option<Relation>> {
        let Some(entity) = self.belongs_to else { return Ok(None) };
        if self.skip_fk {
            return Ok(None);
        }
        if self.from.is_empty() || self.from.len() != self.to.len() {
            return Err(syn::Error::new(
                span,
                "`belongs_to` needs as many columns in `from` as in `to`, and one at least",
            ));
        }
        let Self { from, to, on_delete, on_update, name, .. } = self;
        Ok(Some(Relation { entity, from, to, on_delete, on_update, name, place: context.place(span) }))
    }
}

/// The variants of `#[derive(DeriveRelation)] enum Relation`.
pub(super) fn relations_of_enum(item: &ItemEnum, context: &Context<'_>) -> syn::Result<Vec<Relation>> {
    const KNOWN: [&str; 7] = ["belongs_to", "fk_name", "from", "on_delete", "on_update", "skip_fk", "to"];
    // The other side of a foreign key, and conditions of joins.
    const OTHER: [&str; 5] = ["condition_type", "has_many", "has_one", "on_condition", "via_rel"];
    let mut errors = Errors::default();
    let mut relations = Vec::new();
    for variant in &item.variants {
        let what = format!("the relation `{}`", variant.ident);
        let Some(attributes) = errors.take(context.cfg.attributes(&variant.attrs, &what)).flatten() else {
            continue;
        };
        let mut said = Words::default();
        let read = words(&attributes, &KNOWN, &OTHER, |word, meta| {
            match word {
                "belongs_to" => said.belongs_to = Some(path(&code(meta)?)?),
                "fk_name" => said.name = Some(text(meta)?),
                "from" => said.from = columns(&code(meta)?)?,
                "to" => said.to = columns(&code(meta)?)?,
                "on_delete" => said.on_delete = action(&code(meta)?)?,
                "on_update" => said.on_update = action(&code(meta)?)?,
                _ => said.skip_fk = true,
            }
            Ok(())
        });
        let relation = read.and_then(|()| said.relation(variant.ident.span(), context));
        relations.extend(errors.take(relation).flatten());
    }
    errors.finish(relations)
}

/// Whether a field is a relation of the dense format: `HasMany<…>`, `HasOne<…>`, `BelongsTo<…>`.
pub(super) fn is_relation(ty: &Type) -> bool {
    wrapper(ty).is_some()
}

/// The word of the wrapper, and the entity in it.
fn wrapper(ty: &Type) -> Option<(String, Path)> {
    let Type::Path(path) = types::bare(ty) else { return None };
    let last = path.path.segments.last()?;
    let word = last.ident.to_string();
    if !matches!(word.as_str(), "HasMany" | "HasOne" | "BelongsTo") {
        return None;
    }
    let inside = |arguments: &PathArguments| match arguments {
        PathArguments::AngleBracketed(arguments) => match arguments.args.first() {
            Some(GenericArgument::Type(Type::Path(inner))) => Some(inner.path.clone()),
            _ => None,
        },
        _ => None,
    };
    let inner = inside(&last.arguments)?;
    match inner.segments.last() {
        Some(option) if option.ident == "Option" => Some((word, inside(&option.arguments)?)),
        _ => Some((word, inner)),
    }
}

/// A field of the dense format.
pub(super) fn relation_of_field(
    attributes: &[Attribute],
    span: Span,
    ty: &Type,
    context: &Context<'_>,
) -> syn::Result<Option<Relation>> {
    const KNOWN: [&str; 8] =
        ["belongs_to", "from", "on_delete", "on_update", "self_ref", "skip_fk", "to", "via"];
    const OTHER: [&str; 6] =
        ["has_many", "has_one", "relation_enum", "relation_reverse", "reverse", "via_rel"];
    let Some((_, entity)) = wrapper(ty) else { return Ok(None) };
    let mut said = Words::default();
    let (mut belongs, mut to_itself, mut via) = (false, false, false);
    words(attributes, &KNOWN, &OTHER, |word, meta| {
        match word {
            "belongs_to" => belongs = true,
            "from" => said.from = columns(&code(meta)?)?,
            "to" => said.to = columns(&code(meta)?)?,
            "on_delete" => said.on_delete = action(&code(meta)?)?,
            "on_update" => said.on_update = action(&code(meta)?)?,
            "self_ref" => to_itself = true,
            "skip_fk" => said.skip_fk = true,
            _ => {
                via = true;
                skip(meta)?;
            }
        }
        Ok(())
    })?;
    // A self-reference with both ends is one, without the word.
    if belongs || to_itself && !via && !said.from.is_empty() && !said.to.is_empty() {
        said.belongs_to = Some(entity);
    }
    said.relation(span, context)
}

/// `Entity::belongs_to(super::team::Entity).from(Column::TeamId).to(super::team::Column::Id).into()`; nothing for `has_one` and `has_many`.
pub(super) fn relation_of_chain(expression: &Expr, context: &Context<'_>) -> syn::Result<Option<Relation>> {
    const KNOWN: [&str; 8] =
        ["condition_type", "fk_name", "from", "on_condition", "on_delete", "on_update", "skip_fk", "to"];
    let mut said = Words::default();
    let mut rest = bare(expression);
    loop {
        match rest {
            Expr::MethodCall(call) => {
                let argument = || {
                    call.args.first().ok_or_else(|| syn::Error::new(call.span(), "this needs an argument"))
                };
                let method = call.method.to_string();
                match method.as_str() {
                    "from" => said.from = columns(argument()?)?,
                    "to" => said.to = columns(argument()?)?,
                    "on_delete" => said.on_delete = action(argument()?)?,
                    "on_update" => said.on_update = action(argument()?)?,
                    "fk_name" => said.name = Some(string(argument()?)?),
                    "skip_fk" => said.skip_fk = true,
                    // Conditions of joins; the other way round it is the other side's.
                    "on_condition" | "condition_type" => {}
                    "rev" => return Ok(None),
                    other => {
                        let message = unknown("method of a relation", other, &KNOWN);
                        return Err(syn::Error::new(call.method.span(), message));
                    }
                }
                rest = bare(&call.receiver);
            }
            Expr::Call(call) => {
                let Expr::Path(function) = bare(&call.func) else { return Err(no_relation(rest)) };
                let name = function.path.segments.last().map(|last| last.ident.to_string());
                match (name.as_deref(), call.args.first()) {
                    (Some("belongs_to"), Some(entity)) => said.belongs_to = Some(path(entity)?),
                    (Some("has_one" | "has_many" | "has_many_via"), Some(_)) => return Ok(None),
                    _ => return Err(no_relation(rest)),
                }
                return said.relation(expression.span(), context);
            }
            other => return Err(no_relation(other)),
        }
    }
}

fn no_relation(expression: &Expr) -> syn::Error {
    syn::Error::new(
        expression.span(),
        "this relation would have to be run to be known\n\
         hint: write `Entity::belongs_to(super::team::Entity).from(Column::TeamId).to(super::team::Column::Id)`",
    )
}

fn path(expression: &Expr) -> syn::Result<Path> {
    match bare(expression) {
        Expr::Path(path) => Ok(path.path.clone()),
        other => {
            Err(syn::Error::new(other.span(), "this names no entity\nhint: write `super::team::Entity`"))
        }
    }
}

/// `Column::TeamId`, `team_id`, `(Column::A, Column::B)`.
fn columns(expression: &Expr) -> syn::Result<Vec<String>> {
    match bare(expression) {
        Expr::Tuple(tuple) => {
            let columns = tuple.elems.iter().map(columns).collect::<syn::Result<Vec<_>>>()?;
            Ok(columns.into_iter().flatten().collect())
        }
        Expr::Path(path) => {
            let last = path.path.segments.last().map(|last| last.ident.to_string().to_upper_camel_case());
            Ok(last.into_iter().collect())
        }
        other => Err(syn::Error::new(other.span(), "this names no column\nhint: write `Column::TeamId`")),
    }
}

/// `Cascade`, `ForeignKeyAction::Cascade`.
fn action(expression: &Expr) -> syn::Result<Action> {
    const WORDS: [&str; 5] = ["Cascade", "NoAction", "Restrict", "SetDefault", "SetNull"];
    let word = path(expression)?.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
    Ok(match word.as_str() {
        "Cascade" => Action::Cascade,
        "NoAction" => Action::NoAction,
        "Restrict" => Action::Restrict,
        "SetDefault" => Action::SetDefault,
        "SetNull" => Action::SetNull,
        other => return Err(syn::Error::new(expression.span(), unknown("action", other, &WORDS))),
    })
}

fn string(expression: &Expr) -> syn::Result<String> {
    match bare(expression) {
        Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Ok(text.value()),
        other => Err(syn::Error::new(other.span(), "this must be a string")),
    }
}
