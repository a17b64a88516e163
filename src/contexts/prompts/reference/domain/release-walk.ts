import { MAX_LEVEL } from '../../template/domain/reference';

/** A reference to a prompt that a version shows. */
export interface ReleaseLink {
  /** `[project/]prompt[:tag]`, as in the text. */
  readonly name: string;
  /** Identifies the prompt, whatever the version. */
  readonly identity: string;
  /** Null: the reference leads to nothing. */
  readonly versionId: string | null;
  /** The reason why the reference itself is invalid; null if it is valid. */
  readonly fault: 'language' | 'missing' | 'unreleased' | null;
}

/** A version that an environment serves or shows, with the references in it. */
export interface ReleaseNode {
  readonly versionId: string;
  readonly promptId: string;
  readonly projectId: string;
  /** The slug of the prompt. */
  readonly name: string;
  readonly identity: string;
  readonly links: readonly ReleaseLink[];
}

/** One step on the way to a fault. */
export interface FaultStep {
  readonly name: string;
  /** The id of the project whose text contains the name. */
  readonly projectId: string;
}

export interface WalkFault {
  readonly kind: 'language' | 'missing' | 'unreleased' | 'circular' | 'too deep' | 'too large';
  /** The way from the version that cannot be resolved to the fault. */
  readonly steps: readonly FaultStep[];
  /** The ids of the prompts on the way. */
  readonly promptIds: readonly string[];
}

interface Measure {
  /** The number of levels below it. */
  readonly height: number;
  /** The identities of the prompts that it reaches. */
  readonly below: ReadonlySet<string>;
}

/** The maximum number of references that one check follows. */
const MAX_STEPS = 200_000;

/** Finds the reason why versions cannot be resolved, by the rules of a resolve. `nodes` has everything that they reach. */
export class ReleaseWalk {
  readonly #measures = new Map<string, Measure>();
  #steps = 0;

  constructor(private readonly nodes: ReadonlyMap<string, ReleaseNode>) {}

  /** The first fault; null if the version can be resolved. */
  faultOf(versionId: string): WalkFault | null {
    const root = this.nodes.get(versionId);
    if (!root) return null;
    const measured = this.#measure(root, [root], [{ name: root.name, projectId: root.projectId }]);
    return 'kind' in measured ? measured : null;
  }

  /** `chain` ends with the node itself. A known result is reused, unless the chain above makes it a fault. */
  #measure(node: ReleaseNode, chain: readonly ReleaseNode[], steps: readonly FaultStep[]): Measure | WalkFault {
    const known = this.#measures.get(node.versionId);
    const depth = chain.length - 1;
    if (known && depth + known.height <= MAX_LEVEL && !chain.some((each) => known.below.has(each.identity))) return known;
    let height = 0;
    const below = new Set<string>();
    for (const link of node.links) {
      const way = [...steps, { name: link.name, projectId: node.projectId }];
      const child = this.#follow(link, chain, way);
      if ('kind' in child) return child;
      height = Math.max(height, child.height + 1);
      below.add(link.identity);
      for (const each of child.below) below.add(each);
    }
    const measure = { height, below };
    this.#measures.set(node.versionId, measure);
    return measure;
  }

  #follow(link: ReleaseLink, chain: readonly ReleaseNode[], steps: readonly FaultStep[]): Measure | WalkFault {
    const fault = (kind: WalkFault['kind']): WalkFault => ({ kind, steps, promptIds: chain.map((each) => each.promptId) });
    this.#steps += 1;
    if (this.#steps > MAX_STEPS) return fault('too large');
    if (chain.some((each) => each.identity === link.identity)) return fault('circular');
    if (chain.length > MAX_LEVEL) return fault('too deep');
    if (link.fault !== null) return fault(link.fault);
    const child = this.nodes.get(link.versionId ?? '');
    return child ? this.#measure(child, [...chain, child], steps) : fault('missing');
  }
}
