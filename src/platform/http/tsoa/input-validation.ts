import type { TsoaRoute } from '@tsoa/runtime';
import { didYouMean } from '#shared/did-you-mean';
import { Faults } from '#shared/faults';
import { BODY, nameOf, pointerOf, shownName, type InputPlace } from '../input-place';
import { openEnums } from '../open-enums';
import { SCALARS, type Bounds } from './scalar-input';

type Schema = TsoaRoute.PropertySchema;

/** What a union may be: one of the values, or what one of the other schemas describes. */
interface Choice {
  readonly values: ReadonlySet<unknown>;
  readonly others: readonly Schema[];
}

/**
 * Checks inputs against the schemas that tsoa generates, in place of tsoa's own validation, whose work grows with the square of
 * the faults. Here each value is visited once for each schema that it may have; the length of an array is looked at before its
 * elements, and nothing is looked at any more when there are enough faults.
 */
export class InputValidation {
  readonly #choices = new WeakMap<Schema, Choice>();
  readonly #resolved = new Map<string, Schema>();

  constructor(private readonly models: TsoaRoute.Models) {}

  /** The value as its type says it (a Date for a date-time); undefined when it is absent, or when there was a fault. */
  check(declared: Schema, given: unknown, place: InputPlace, faults: Faults, isText = false): unknown {
    if (faults.areEnough) return undefined;
    if (given === undefined) {
      if (declared.required && declared.default === undefined) this.#fail(faults, place, 'is required');
      return declared.default;
    }
    const schema = this.#resolve(declared);
    const { dataType = 'any', validators = {} } = schema;
    if (dataType === 'union') return this.#checkUnion(schema, given, place, faults, isText);
    if (dataType === 'enum') return this.#checkValues(new Set(schema.enums), given, place, faults, isText);
    if (dataType === 'array') return this.#checkArray(schema, given, place, faults, isText);
    if (dataType === 'nestedObjectLiteral') return this.#checkObject(schema, given, place, faults);
    const read = SCALARS[dataType];
    if (!read) throw new Error(`inputs of the type ${dataType} are not supported`);
    const scalar = read(given, validators as Bounds, isText);
    if ('value' in scalar) return scalar.value;
    this.#fail(faults, place, scalar.fault);
    return undefined;
  }

  /**
   * As {@link check} for a body with an array whose elements stand for themselves: the faults of an element have pointers into the
   * element, and go to `onFaulty` instead of `faults`.
   */
  checkBatch(declared: Schema, given: unknown, member: string, faults: Faults, onFaulty: (index: number, its: Faults) => void): unknown {
    const schema = this.#resolve(declared);
    const list = schema.nestedProperties?.[member];
    if (!list) throw new Error(`the body has no array ${member}`);
    const unchecked = { ...list, array: { dataType: 'any' } } as Schema;
    const envelope = {
      ...declared,
      ...schema,
      ref: undefined,
      nestedProperties: { ...schema.nestedProperties, [member]: unchecked },
    } as Schema;
    const body = this.check(envelope, given, BODY, faults);
    if (faults.list.length > 0) return undefined;
    const elements = (body as Record<string, unknown[] | undefined>)[member] ?? [];
    elements.forEach((each, index) => {
      const its = new Faults();
      this.check({ ...list.array, required: true }, each, BODY, its);
      if (its.list.length > 0) onFaulty(index, its);
    });
    return body;
  }

  #checkArray({ array = {}, validators = {} }: Schema, value: unknown, place: InputPlace, faults: Faults, isText: boolean): unknown {
    if (!Array.isArray(value) && !isText) {
      this.#fail(faults, place, 'must be an array');
      return undefined;
    }
    const elements: readonly unknown[] = Array.isArray(value) ? value : [value];
    const { minItems, maxItems } = validators as Bounds;
    if (maxItems && elements.length > maxItems.value) this.#fail(faults, place, `must have at most ${maxItems.value} elements`);
    else if (minItems && elements.length < minItems.value) this.#fail(faults, place, `must have at least ${minItems.value} elements`);
    else return this.#checkElements(array, elements, place, faults, isText);
    return undefined;
  }

  #checkElements(schema: Schema, elements: readonly unknown[], place: InputPlace, faults: Faults, isText: boolean): unknown[] {
    const checked: unknown[] = [];
    for (const each of elements) {
      if (faults.areEnough) break;
      checked.push(this.check(schema, each, { above: place, name: String(checked.length) }, faults, isText));
    }
    return checked;
  }

  #checkObject({ nestedProperties = {}, additionalProperties }: Schema, value: unknown, place: InputPlace, faults: Faults): unknown {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.#fail(faults, place, 'must be an object');
      return undefined;
    }
    const members = value as Record<string, unknown>;
    const checkMember = (schema: Schema, name: string): void => {
      const given = Object.hasOwn(members, name) ? members[name] : undefined;
      const checked = this.check(schema, given, { above: place, name }, faults);
      if (checked !== undefined && checked !== given) members[name] = checked;
    };
    for (const [name, schema] of Object.entries(nestedProperties)) checkMember(schema, name);
    if (additionalProperties === true) return members;
    for (const name of Object.keys(members)) {
      if (faults.areEnough) return undefined;
      if (Object.hasOwn(nestedProperties, name)) continue;
      if (additionalProperties) checkMember(additionalProperties, name);
      else faults.add(pointerOf({ above: place, name }), unknownMember(name, Object.keys(nestedProperties)));
    }
    return members;
  }

  #checkUnion(schema: Schema, value: unknown, place: InputPlace, faults: Faults, isText: boolean): unknown {
    const { values, others } = this.#choiceOf(schema);
    if (values.has(value)) return value;
    let closest: Faults | undefined;
    for (const other of others) {
      const its = new Faults();
      const checked = this.check(other, value, place, its, isText);
      if (its.list.length === 0) return checked;
      // The alternative that got furthest is the one that was meant.
      if (!closest || depthOf(its) > depthOf(closest)) closest = its;
    }
    if (closest && (values.size === 0 || [...values].every((each) => each === null) || depthOf(closest) > depthAt(place))) {
      for (const { pointer, message } of closest.list) faults.add(pointer, message);
      return undefined;
    }
    return this.#checkValues(values, value, place, faults, isText);
  }

  #checkValues(values: ReadonlySet<unknown>, value: unknown, place: InputPlace, faults: Faults, isText: boolean): unknown {
    const found = isText ? [...values].find((each) => String(each) === value) : value;
    if (values.has(found)) return found;
    const named = [...values].filter((each) => each !== null).map(String);
    this.#fail(faults, place, named.length > 0 ? `must be one of: ${named.join(', ')}` : 'is not valid');
    return undefined;
  }

  /** References and aliases are followed; of a model its members stay. */
  #resolve(schema: Schema): Schema {
    const { ref } = schema;
    if (ref === undefined) return schema;
    let resolved = this.#resolved.get(ref);
    if (!resolved) {
      const model = this.models[ref];
      if (!model) throw new Error(`there is no model ${ref}`);
      const values = openEnums().get(ref);
      if (values) resolved = { dataType: 'enum', enums: [...values] };
      else if (model.dataType === 'refAlias') resolved = this.#resolve(model.type);
      else if (model.dataType === 'refEnum') resolved = { dataType: 'enum', enums: model.enums };
      else
        resolved = {
          dataType: 'nestedObjectLiteral',
          nestedProperties: model.properties,
          additionalProperties: model.additionalProperties ?? true,
        };
      this.#resolved.set(ref, resolved);
    }
    return resolved;
  }

  #choiceOf(union: Schema): Choice {
    const known = this.#choices.get(union);
    if (known) return known;
    const values = new Set<unknown>();
    const others: Schema[] = [];
    for (const each of union.subSchemas ?? []) {
      const resolved = this.#resolve(each);
      const schema = { ...resolved, validators: { ...union.validators, ...resolved.validators } };
      if (schema.dataType === 'enum') schema.enums?.forEach((value) => values.add(value));
      else if (schema.dataType === 'union') {
        const inner = this.#choiceOf(resolved);
        inner.values.forEach((value) => values.add(value));
        others.push(...inner.others);
      } else if (schema.dataType !== 'undefined') others.push(schema);
    }
    const choice = { values, others };
    this.#choices.set(union, choice);
    return choice;
  }

  #fail(faults: Faults, place: InputPlace, sentence: string): void {
    faults.add(pointerOf(place), `${nameOf(place)} ${sentence}`);
  }
}

const unknownMember = (name: string, known: readonly string[]): string =>
  `property ${shownName(name)} should not exist${didYouMean(name, known)}`;

const levelsIn = (pointer: string): number => pointer.split('/').length;

const depthAt = (place: InputPlace): number => levelsIn(pointerOf(place));

const depthOf = ({ list }: Faults): number => list.reduce((most, { pointer }) => Math.max(most, levelsIn(pointer)), 0);
