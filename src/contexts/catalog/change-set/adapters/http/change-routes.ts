/** Where one kind of resource is read and changed, below its project. */
export interface ChangeRoute {
  /** `prompts/{prompt}/versions/{id}`: the collection is what stands above the last name. */
  readonly path: string;
  /** The member of the answer that is the id in the path. */
  readonly id: string;
  /** POSTs below it that change its state: `activate`. */
  readonly actions?: readonly string[];
  /** Made and changed by PUT alike, an update: there is no POST to the collection. */
  readonly isPut?: boolean;
}

/** What a context lets change sets change, by the word for it there. Bound once by each context that has something. */
export abstract class ChangeRoutes {
  abstract readonly routes: Readonly<Record<string, ChangeRoute>>;
}

export class CatalogChangeRoutes extends ChangeRoutes {
  readonly routes = {
    tag: { path: 'tags/{id}', id: 'id' },
    environment: { path: 'environments/{id}', id: 'id' },
    region: { path: 'regions/{id}', id: 'languageCode' },
    'cultural-data': { path: 'cultural-data/{id}', id: 'key' },
    'rag-document': { path: 'rag-document-metadata/{id}', id: 'id' },
    'ai-model': { path: 'aimodels/{id}', id: 'id' },
  };
}
