import { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { Request, Response } from 'express';
import { ExpressTemplateService, type Controller, type TsoaRoute } from '@tsoa/runtime';
import { Invalid } from '#shared/errors';
import { Faults } from '#shared/faults';
import { keepFaults } from '../batch-elements';
import { oncePerKey } from '../idempotency';
import { BODY } from '../input-place';
import { InputValidation } from './input-validation';
import { sendJson } from '../json-response';
import { refuseUnknownQueries } from '../known-queries';
import { operationOf } from '../operation';

/** What tsoa's generated routes ask for the arguments of a controller method, and for what becomes of its result. */
export class RouteTemplate extends ExpressTemplateService {
  readonly #validation = new InputValidation(this.models);

  override getValidatedArgs({ args, request }: Parameters<ExpressTemplateService['getValidatedArgs']>[0]): unknown[] {
    const operation = operationOf(request);
    if (operation) refuseUnknownQueries(request, operation, queriesOf(args));
    const faults = new Faults();
    const values = Object.values(args).map((parameter) => {
      if (parameter.in === 'request') return request;
      if (parameter.in === 'body') return this.#bodyOf(parameter, request, operation?.batch, faults);
      const place = { above: null, name: parameter.name };
      return this.#validation.check(parameter, textOf(parameter, request), place, faults, true);
    });
    if (faults.list.length > 0) throw new Invalid('request.invalid', faults.list);
    return values;
  }

  #bodyOf(parameter: TsoaRoute.ParameterSchema, request: Request, batch: string | undefined, faults: Faults): unknown {
    if (batch === undefined) return this.#validation.check(parameter, request.body, BODY, faults);
    return this.#validation.checkBatch(parameter, request.body, batch, faults, (index, its) => {
      keepFaults(request, index, new Invalid('request.invalid', its.list));
    });
  }

  /** The call of the controller, with its caller and a valid body; of one key and request it happens once. */
  override async apiHandler(call: Parameters<ExpressTemplateService['apiHandler']>[0]): Promise<void> {
    const { methodName, controller, response, validatedArgs, successStatus, next } = call;
    const answering = controller as Controller;
    try {
      const perform = (): Promise<unknown> => this.buildPromise(methodName, answering, validatedArgs);
      const data = await oncePerKey(response, answering, successStatus, perform);
      this.returnHandler({ response, headers: answering.getHeaders(), statusCode: answering.getStatus() ?? successStatus, data });
    } catch (error) {
      next(error);
    }
  }

  /** JSON is written in parts, in turns; that of one resource goes through `response.json`, which gives it its tag. */
  protected override returnHandler(answer: Parameters<ExpressTemplateService['returnHandler']>[0]): void {
    const { response, headers, statusCode = 200, data } = answer as Answer;
    if (!isUntaggedJson(response, data) || !(response instanceof ServerResponse) || response.headersSent) {
      super.returnHandler(answer);
      return;
    }
    for (const [name, value] of Object.entries(headers ?? {})) if (value !== undefined) response.setHeader(name, value);
    response.status(statusCode);
    void sendJson(response, data).catch((error: unknown) => response.req.next?.(error));
  }
}

const isUntaggedJson = (response: Response, data: unknown): boolean =>
  typeof data === 'object' && data !== null && !Object.hasOwn(response, 'json') && !(data instanceof Readable) && !Buffer.isBuffer(data);

interface Answer {
  readonly response: Response;
  readonly headers?: Readonly<Record<string, string | string[] | undefined>>;
  readonly statusCode?: number;
  readonly data: unknown;
}

const queriesOf = (args: Readonly<Record<string, TsoaRoute.ParameterSchema>>): string[] =>
  Object.values(args).flatMap((parameter) => (parameter.in === 'query' ? [parameter.name] : []));

function textOf({ in: where, name }: TsoaRoute.ParameterSchema, request: Request): unknown {
  if (where === 'query') return request.query[name];
  if (where === 'path') return request.params[name];
  if (where === 'header') return request.header(name);
  throw new Error(`parameters in ${where} are not supported`);
}
