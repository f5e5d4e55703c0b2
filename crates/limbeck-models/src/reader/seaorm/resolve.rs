//! Which table a relation points to: the path of an entity is that of its module.

use syn::Path;

use super::entity::Entity;
use super::relation::Relation;
use crate::error::ModelError;
use crate::model::ModelForeignKey;
use crate::reader::link::Modules;

/// The foreign keys of each entity, in their order.
///
/// # Errors
///
/// Relations that lead to no entity or column, or to one of several.
pub(crate) fn relations(
    entities: &[Entity],
    modules: &Modules,
    is_complete: bool,
) -> Result<Vec<Vec<ModelForeignKey>>, Vec<ModelError>> {
    let mut errors = Vec::new();
    let mut all = Vec::new();
    for entity in entities {
        let mut keys = Vec::new();
        for relation in &entity.relations {
            match foreign_key(entity, relation, entities, modules) {
                Ok(Some(key)) => keys.push(key),
                Ok(None) if is_complete => errors.push(no_entity(relation)),
                Ok(None) => {}
                Err(error) => errors.push(error),
            }
        }
        all.push(keys);
    }
    if errors.is_empty() { Ok(all) } else { Err(errors) }
}

fn foreign_key(
    entity: &Entity,
    relation: &Relation,
    entities: &[Entity],
    modules: &Modules,
) -> Result<Option<ModelForeignKey>, ModelError> {
    let Some(target) = find(entity, relation, entities, modules)? else { return Ok(None) };
    Ok(Some(ModelForeignKey {
        name: relation.name.clone(),
        columns: columns(entity, &relation.from, relation)?,
        referred_table: target.table.name.clone(),
        referred_columns: columns(target, &relation.to, relation)?,
        on_delete: relation.on_delete,
        on_update: relation.on_update,
        place: relation.place.clone(),
        ..ModelForeignKey::default()
    }))
}

fn columns(entity: &Entity, variants: &[String], relation: &Relation) -> Result<Vec<String>, ModelError> {
    variants
        .iter()
        .map(|variant| {
            entity.variants.get(variant).cloned().ok_or_else(|| {
                let known: Vec<_> = entity.variants.keys().map(|known| format!("`{known}`")).collect();
                let message =
                    format!("the entity of the table `{}` has no column `{variant}`", entity.table.name);
                ModelError::declaration(&relation.place, message)
                    .with_hint(format!("its columns are {}", known.join(", ")))
            })
        })
        .collect()
}

fn no_entity(relation: &Relation) -> ModelError {
    let message =
        format!("the relation points to `{}`, which is no entity of the models", written(&relation.entity));
    ModelError::declaration(&relation.place, message).with_hint("name the file that has it in `models`")
}

fn written(path: &Path) -> String {
    let segments: Vec<_> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    segments.join("::")
}

/// The entity that a path names: from the module it stands in (`super::team::Entity`), by way of another's `use` (`super::prelude::Team`),
/// else the only one whose module ends in the path (`crate::entity::team::Entity`: which folder the crate begins in is not known).
fn find<'e>(
    entity: &Entity,
    relation: &Relation,
    entities: &'e [Entity],
    modules: &Modules,
) -> Result<Option<&'e Entity>, ModelError> {
    let mut path = entity.uses.resolve(&relation.entity);
    let mut from = entity.module.clone();
    // Each `use` leads one step further; no way is longer than there are modules.
    for _ in 0..=modules.len() {
        let name = path.pop().unwrap_or_default();
        let is_absolute = path.first().is_some_and(|first| first == "crate");
        let rest: Vec<&String> =
            path.iter().skip_while(|part| matches!(part.as_str(), "crate" | "self" | "super")).collect();
        let up = path.iter().take_while(|part| *part == "super").count();
        let exact: Vec<String> =
            from[..from.len().saturating_sub(up)].iter().chain(rest.iter().copied()).cloned().collect();
        if name == "Entity" {
            let here = entities.iter().find(|one| !is_absolute && one.module == exact);
            let mut ending = entities.iter().filter(|one| !rest.is_empty() && ends_with(&one.module, &rest));
            return match (here, ending.next(), ending.next()) {
                (Some(one), ..) | (None, Some(one), None) => Ok(Some(one)),
                (None, Some(one), Some(other)) => Err(ambiguous(relation, one, other)),
                (None, None, _) => Ok(None),
            };
        }
        // Another name for an entity: the module that it is taken from says which.
        let Some((module, uses)) = modules
            .get_key_value(&exact)
            .or_else(|| modules.iter().find(|(module, _)| !rest.is_empty() && ends_with(module, &rest)))
        else {
            return Ok(None);
        };
        let Ok(local) = syn::parse_str::<Path>(&name) else { return Ok(None) };
        let next = uses.resolve(&local);
        if next.len() < 2 {
            return Ok(None);
        }
        from.clone_from(module);
        path = next;
    }
    Ok(None)
}

fn ends_with(module: &[String], rest: &[&String]) -> bool {
    module.len() >= rest.len() && module[module.len() - rest.len()..].iter().eq(rest.iter().copied())
}

fn ambiguous(relation: &Relation, one: &Entity, other: &Entity) -> ModelError {
    let message = format!(
        "the relation points to `{}`, which may be `{}` ({}) or `{}` ({})",
        written(&relation.entity),
        one.table.name,
        one.table.place,
        other.table.name,
        other.table.place
    );
    ModelError::declaration(&relation.place, message).with_hint("write its path from `super`")
}
