import type { Container, ContainerModuleLoadOptions, ServiceIdentifier } from 'inversify';
import type { ServerRole } from '#platform/config/config.schema';
import { traced } from '#platform/observability/use-case-span';
import { BackgroundProcess } from '#platform/process/background-process';

export type Bind = ContainerModuleLoadOptions['bind'];
/** All instances of a dependency that is bound several times. */
interface All<T> {
  readonly serviceIdentifier: ServiceIdentifier<T>;
  readonly isMultiple: true;
}
type Tokens<A extends readonly unknown[]> = {
  readonly [K in keyof A]: ServiceIdentifier<A[K]> | (A[K] extends readonly (infer U)[] ? All<U> : never);
};
type Constructor<A extends unknown[], T> = new (...args: A) => T;

/** Binds one instance for the process. `token` is the port or the class itself. */
export function bindSingleton<T, A extends unknown[], I extends T>(
  bind: Bind,
  token: ServiceIdentifier<T>,
  type: Constructor<A, I>,
  deps: Tokens<A>,
): void {
  bind<T>(token)
    .toResolvedValue((...args: unknown[]) => new type(...(args as A)), deps as never)
    .inSingletonScope();
}

/** Binds the work of a role under the role's name, so that a process builds only the work of its own roles. */
export function bindProcess<A extends unknown[]>(
  bind: Bind,
  role: ServerRole,
  type: Constructor<A, BackgroundProcess>,
  deps: Tokens<A>,
): void {
  bind(BackgroundProcess)
    .toResolvedValue((...args: unknown[]) => new type(...(args as A)), deps as never)
    .inSingletonScope()
    .whenNamed(role);
}

export const processesOf = (container: Container, roles: readonly ServerRole[]): BackgroundProcess[] =>
  [...new Set(roles)].flatMap((role) => container.getAll(BackgroundProcess, { name: role }));

/** Binds one instance of a use case. Each execution is a span of the trace. */
export function bindUseCase<A extends unknown[], T extends { execute(...args: never[]): Promise<unknown> }>(
  bind: Bind,
  useCase: Constructor<A, T>,
  deps: Tokens<A>,
): void {
  bind<T>(useCase)
    .toResolvedValue((...args: unknown[]) => traced(new useCase(...(args as A))), deps as never)
    .inSingletonScope();
}

/** Binds a tsoa controller with a new instance per request, because it keeps the status and headers of the response. */
export function bindController<A extends unknown[], T>(bind: Bind, controller: Constructor<A, T>, deps: Tokens<A>): void {
  bind<T>(controller)
    .toResolvedValue((...args: unknown[]) => new controller(...(args as A)), deps as never)
    .inTransientScope();
}
