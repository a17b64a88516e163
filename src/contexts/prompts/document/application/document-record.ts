import { DomainError, Invalid, StaleRevision, type FieldError } from '#shared/errors';
import { nextTurn } from '#shared/event-loop';
import { MAX_FAULTS } from '#shared/faults';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { DocumentChange, DocumentConflict, DocumentPlace, DocumentResource } from '../domain/document-change';

/** The maximum number of changes, which are in memory and in one transaction, as in a change set. */
const MAX_EVENTS = 10_000;
/** The maximum number of places in a response. A warning counts the others. */
const MAX_KEPT = 10_000;
const CODE = 'prompts.document_invalid';

/** The places of a use case's fields in the caller's body. The longest matching name is replaced. */
export type Pointers = Readonly<Record<string, string>>;

/** The changes that a document has made so far, and all its faults. */
export class DocumentRecord {
  readonly changes: DocumentChange[] = [];
  readonly #kept: DocumentPlace[] = [];
  readonly warnings: string[] = [];
  readonly conflicts: DocumentConflict[] = [];
  readonly #invalid: FieldError[] = [];
  #keptMore = 0;

  /** @param readable The kinds of parts that the caller may read: no other is listed as kept. */
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly readable: ReadonlySet<DocumentResource>,
    private readonly endTurn = nextTurn,
  ) {}

  get kept(): readonly DocumentPlace[] {
    return this.#kept;
  }

  /** Records what the prompt has and the document does not. */
  keep(place: DocumentPlace): void {
    if (!this.readable.has(place.resource)) return;
    if (this.#kept.length < MAX_KEPT) this.#kept.push(place);
    else this.#keptMore += 1;
  }

  /** The number of kept parts that {@link kept} does not list, as a warning; none if there are no more. */
  get keptWarnings(): readonly string[] {
    return this.#keptMore === 0 ? [] : [`${this.#keptMore} more parts of the prompt are not in the document, and stay`];
  }

  /**
   * Runs a use case and ends the turn of the event loop, because each takes enough work for one. If the input or the state of the prompt
   * refuses it, the fault is added to the others and the result is null. Other failures are thrown.
   */
  async change<T>(change: DocumentChange, at: string, pointers: Pointers, work: () => Promise<T>): Promise<T | null> {
    const done = await this.judged(change, at, pointers, work);
    if (done !== null) this.changes.push(change);
    if (this.unitOfWork.eventCount >= MAX_EVENTS) {
      const message = `The document makes more than ${MAX_EVENTS} events; send it in parts`;
      throw new DomainError('unprocessable', 'prompts.document_too_many_events', message, [{ pointer: at, message }]);
    }
    return done;
  }

  /** Like {@link change}, for a use case that only checks whether there is something to change. It also ends the turn, because it reads. */
  async judged<T>(change: DocumentChange, at: string, pointers: Pointers, work: () => T | Promise<T>): Promise<T | null> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.#refuse(error, change, at, pointers);
      return null;
    } finally {
      await this.endTurn();
    }
  }

  conflict(change: DocumentChange, pointer: string, code: string, message: string): void {
    this.conflicts.push({ ...change, pointer, code, message });
  }

  invalid(pointer: string, message: string): void {
    this.#invalid.push({ pointer, message });
    if (this.#invalid.length > MAX_FAULTS) this.requireValid();
  }

  /** Throws Invalid with every fault of the document itself. */
  requireValid(): void {
    if (this.#invalid.length > 0) throw new Invalid(CODE, this.#invalid);
  }

  /** Throws a conflict with all of them. */
  requireNoConflict(): void {
    const [first, ...others] = this.conflicts;
    if (!first) return;
    const more = others.length > 0 ? `; ${others.length} more` : '';
    const listed = this.conflicts.slice(0, MAX_FAULTS).map(({ pointer, message }) => ({ pointer, message }));
    throw new DomainError('conflict', others.length > 0 ? 'prompts.document_conflicts' : first.code, `${first.message}${more}`, listed);
  }

  #refuse(error: DomainError, change: DocumentChange, at: string, pointers: Pointers): void {
    if (error.kind === 'invalid') {
      for (const { pointer, message } of error.errors) this.invalid(`${at}${moved(pointer, pointers)}`, message);
      return;
    }
    // A lost race is not a fault of the document.
    if (error.kind !== 'conflict' || error instanceof StaleRevision) throw error;
    this.conflict(change, at, error.code, error.message);
  }
}

function moved(pointer: string, pointers: Pointers): string {
  const from = Object.keys(pointers).find((each) => pointer === each || pointer.startsWith(`${each}/`));
  return from === undefined ? pointer : `${pointers[from] ?? ''}${pointer.slice(from.length)}`;
}
