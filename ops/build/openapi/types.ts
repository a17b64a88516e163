/** As much of OpenAPI 3.0 as the document has. */
export interface ApiDocument {
  info?: object;
  servers?: readonly object[];
  tags?: readonly { readonly name: string; readonly description: string }[];
  paths: Record<string, PathItem>;
  components: Components;
}

export interface Components {
  schemas: Record<string, Schema>;
  headers?: Record<string, object>;
  parameters?: Record<string, Parameter>;
  responses?: Record<string, ResponseObject>;
}

export type PathItem = Record<string, OperationObject>;

export interface OperationObject {
  operationId?: string;
  description?: string;
  summary?: string;
  tags?: readonly string[];
  security?: readonly Readonly<Record<string, readonly string[]>>[];
  parameters?: Parameter[];
  requestBody?: Body;
  responses: Record<string, ResponseObject>;
  'x-permission'?: string;
  'x-secrets'?: readonly string[];
}

export interface Reference {
  $ref: string;
}

export interface Parameter extends Partial<Reference> {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
  example?: unknown;
}

export interface Body {
  content?: Record<string, Media>;
  required?: boolean;
}

export interface Media {
  schema?: Schema;
  example?: unknown;
  examples?: unknown;
}

export interface ResponseObject extends Body, Partial<Reference> {
  description?: string;
  headers?: Record<string, Reference>;
}

export interface Schema extends Partial<Reference> {
  type?: string;
  format?: string;
  pattern?: string;
  description?: string;
  enum?: readonly unknown[];
  nullable?: boolean;
  minimum?: number;
  maxItems?: number;
  items?: Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  required?: string[];
  example?: unknown;
}

/** The schema that a reference names; throws where there is none. */
export function schemaAt(schemas: Readonly<Record<string, Schema>>, reference: string): Schema {
  const schema = schemas[schemaName(reference)];
  if (!schema) throw new Error(`The OpenAPI document has no ${reference}`);
  return schema;
}

const PREFIX = '#/components/schemas/';

export const isSchemaReference = (reference: unknown): reference is string => typeof reference === 'string' && reference.startsWith(PREFIX);

export const schemaName = (reference: string): string => reference.slice(PREFIX.length);

export const schemaReference = (name: string): Reference => ({ $ref: `${PREFIX}${name}` });

export const headerReference = (name: string): Reference => ({ $ref: `#/components/headers/${name}` });
