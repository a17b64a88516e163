import type { ProjectResources } from '#shared/project-resources.port';
import type { Region } from '../domain/region';
import type { RagDocument } from '../domain/rag-document';

/** A document with its region. */
export interface RagDocumentView {
  readonly document: RagDocument;
  readonly region: Region | null;
}

/** Adds their regions to the documents of a project, in one statement for any number of them. */
export async function ragDocumentViews(
  regions: ProjectResources<Region>,
  tenantId: string,
  projectId: string,
  documents: readonly RagDocument[],
): Promise<RagDocumentView[]> {
  const ids = documents.flatMap(({ state: { regionId } }) => (regionId === null ? [] : [regionId]));
  const found = await regions.shownBy(tenantId, projectId, { id: ids });
  return documents.map((document) => ({ document, region: found.find(({ state }) => state.id === document.state.regionId) ?? null }));
}

export async function ragDocumentView(regions: ProjectResources<Region>, document: RagDocument): Promise<RagDocumentView> {
  const [view] = await ragDocumentViews(regions, document.state.tenantId, document.state.projectId, [document]);
  return view ?? { document, region: null };
}
