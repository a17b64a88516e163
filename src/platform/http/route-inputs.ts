import type { Request } from 'express';
import { ExpressTemplateService, type TsoaRoute } from 'tsoa';
import { Invalid } from '#shared/errors';
import { Faults } from '#shared/faults';
import { BODY } from './input-place';
import { InputValidation } from './input-validation';

/** What tsoa's generated routes ask for the arguments of a controller method. */
export class RouteInputs extends ExpressTemplateService {
  readonly #validation = new InputValidation(this.models);

  override getValidatedArgs({ args, request }: Parameters<ExpressTemplateService['getValidatedArgs']>[0]): unknown[] {
    const faults = new Faults();
    const values = Object.values(args).map((parameter) => {
      if (parameter.in === 'request') return request;
      if (parameter.in === 'body') return this.#validation.check(parameter, request.body, BODY, faults);
      const place = { above: null, name: parameter.name };
      return this.#validation.check(parameter, textOf(parameter, request), place, faults, true);
    });
    if (faults.list.length > 0) throw new Invalid('request.invalid', faults.list);
    return values;
  }
}

function textOf({ in: where, name }: TsoaRoute.ParameterSchema, request: Request): unknown {
  if (where === 'query') return request.query[name];
  if (where === 'path') return request.params[name];
  if (where === 'header') return request.header(name);
  throw new Error(`parameters in ${where} are not supported`);
}
