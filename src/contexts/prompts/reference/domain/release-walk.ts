import { MAX_LEVEL } from '../../template/domain/reference';

/** A reference to a prompt that a version shows. */
export interface ReleaseLink {
  /** `[project/]prompt[:tag]`, as the text writes it. */
  readonly name: string;
  /** Tells prompts apart, whatever version. */
  readonly identity: string;
  /** Null: nothing is there. */
  readonly versionId: string | null;
  /** Why the reference itself leads nowhere; null where it may lead somewhere. */
  readonly fault: 'language' | 'missing' | 'unreleased' | null;
}

/** A version that an environment serves or that is shown there, with what it shows. */
export interface ReleaseNode {
  readonly versionId: string;
  readonly promptId: string;
  readonly projectId: string;
  /** Slug of the prompt. */
  readonly name: string;
  readonly identity: string;
  readonly links: readonly ReleaseLink[];
}

/** One step of the way to a fault. */
export interface FaultStep {
  readonly name: string;
  /** Id of the project in whose text the name stands. */
  readonly projectId: string;
}

export interface WalkFault {
  readonly kind: 'language' | 'missing' | 'unreleased' | 'circular' | 'too deep' | 'too large';
  /** From the version that cannot be resolved to what is the matter. */
  readonly steps: readonly FaultStep[];
  /** Ids of the prompts on the way. */
  readonly promptIds: readonly string[];
}

interface Measure {
  /** Levels below it. */
  readonly height: number;
  /** Identities of the prompts that it reaches. */
  readonly below: ReadonlySet<string>;
}

/** Links that one judgement follows. */
const MAX_STEPS = 200_000;

/** Finds what keeps versions from being resolved, by the rules of a resolve; `nodes` has all that they reach. */
export class ReleaseWalk {
  readonly #measures = new Map<string, Measure>();
  #steps = 0;

  constructor(private readonly nodes: ReadonlyMap<string, ReleaseNode>) {}

  /** The first fault; null: it can be resolved. */
  faultOf(versionId: string): WalkFault | null {
    const root = this.nodes.get(versionId);
    if (!root) return null;
    const measured = this.#measure(root, [root], [{ name: root.name, projectId: root.projectId }]);
    return 'kind' in measured ? measured : null;
  }

  /** `chain` ends with the node itself. What is known of it is taken, unless the chain above makes it a fault. */
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
