//! Folders become sections, and pages their neighbours.

use super::{Page, PageId, Section, SectionId, folders_above, id_of, order};
use crate::config::Config;
use crate::front_matter::SortBy;
use crate::inventory::PageKind;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Makes the sections and ties pages to them.
pub(super) fn collect(pages: &mut [Page], config: &Config) -> Vec<Section> {
    let mut by_folder: FxHashMap<String, SectionId> = FxHashMap::default();
    let mut sections: Vec<Section> = Vec::new();
    // Pages are in order of path and `_` sorts before small letters, but not before digits and
    // capitals, so folders are found first, the shortest before those in it.
    let mut own: Vec<PageId> =
        (0..pages.len()).filter(|&at| pages[at].kind == PageKind::Section).map(id_of).collect();
    own.sort_by_key(|id| {
        let folder = pages[id.0 as usize].source.folder();
        (folder.matches('/').count(), folder.to_owned())
    });
    for id in own {
        let page = &mut pages[id.0 as usize];
        let folder = page.source.folder().to_owned();
        let parent = folders_above(&folder).skip(1).find_map(|f| by_folder.get(f).copied());
        let section_id =
            SectionId(u32::try_from(sections.len()).expect("as many as pages at most"));
        page.section = parent;
        page.own_section = Some(section_id);
        sections.push(Section {
            page: id,
            folder: folder.clone(),
            parent,
            pages: Vec::new(),
            subsections: Vec::new(),
            paginate_by: page.matter.section.paginate_by.unwrap_or(config.paginate_by),
            feed: page.matter.section.feed.unwrap_or(true),
        });
        if let Some(parent) = parent {
            sections[parent.0 as usize].subsections.push(section_id);
        }
        by_folder.insert(folder, section_id);
    }
    for (at, page) in pages.iter_mut().enumerate() {
        if page.kind == PageKind::Section {
            continue;
        }
        // A bundle's own folder is not a section, so looking there is harmless.
        let section = folders_above(page.source.folder())
            .find_map(|folder| by_folder.get(folder).copied())
            .unwrap_or(SectionId(0));
        page.section = Some(section);
        sections[section.0 as usize].pages.push(id_of(at));
    }
    arrange(pages, &mut sections);
    sections
}

/// Orders pages and subsections and links neighbours.
fn arrange(pages: &mut [Page], sections: &mut [Section]) {
    let own: Vec<PageId> = sections.iter().map(|section| section.page).collect();
    let all = &*pages;
    sections.par_iter_mut().for_each(|section| {
        let by = all[section.page.0 as usize].matter.section.sort_by.unwrap_or_default();
        order::sort(&mut section.pages, all, by);
    });
    for section in sections {
        for pair in section.pages.windows(2) {
            pages[pair[0].0 as usize].next = Some(pair[1]);
            pages[pair[1].0 as usize].prev = Some(pair[0]);
        }
        let mut subsections: Vec<PageId> =
            section.subsections.iter().map(|id| own[id.0 as usize]).collect();
        order::sort(&mut subsections, pages, SortBy::Weight);
        section.subsections =
            subsections.iter().filter_map(|page| pages[page.0 as usize].own_section).collect();
    }
}
