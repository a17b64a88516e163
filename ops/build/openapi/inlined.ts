import type { ApiDocument, OperationObject, Parameter, Reference, ResponseObject } from './types';

/** The document with parameters and responses where they are used; as it is served, those that many operations share are references. */
export function inlined({ paths, ...document }: ApiDocument): ApiDocument {
  const target = (each: Partial<Reference>): object => {
    if (each.$ref === undefined) return each;
    const [kind = '', name = ''] = each.$ref.split('/').slice(-2);
    const component = (document.components as unknown as Record<string, Record<string, object> | undefined>)[kind]?.[name];
    if (component === undefined) throw new Error(`The OpenAPI document has no ${each.$ref}`);
    return component;
  };
  return { ...document, paths: withOperations(paths, target, target) };
}

type Change<T> = (each: T) => object;

/** The paths with every parameter and every response of their operations changed. */
export function withOperations(
  paths: ApiDocument['paths'],
  parameter: Change<Parameter>,
  response: Change<ResponseObject>,
): ApiDocument['paths'] {
  const operation = ({ parameters, responses, ...rest }: OperationObject): OperationObject => ({
    ...rest,
    ...(parameters && { parameters: parameters.map((each) => parameter(each) as Parameter) }),
    responses: mapped(responses, (each) => response(each) as ResponseObject),
  });
  return mapped(paths, (item) => mapped(item, operation));
}

const mapped = <From, To>(object: Readonly<Record<string, From>>, change: (each: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(object).map(([name, each]) => [name, change(each)]));
