import { bindSingleton } from '#platform/container/bind';
import type { AggregateModule } from '#platform/container/context-module';
import { Clock } from '#shared/clock.port';
import { AccessBuffer } from './application/access-buffer';
import { AccessMeter } from './application/access-meter';
import { AccessRecorder } from './application/access-recorder.port';

const MAX_ENTRIES = 20_000;

export const usageModule: AggregateModule = {
  tables: [],
  bind: (bind) => {
    bind(AccessBuffer)
      .toResolvedValue((clock: Clock) => new AccessBuffer(clock, MAX_ENTRIES), [Clock])
      .inSingletonScope();
    bind(AccessRecorder).toService(AccessBuffer);
    bindSingleton(bind, AccessMeter, AccessMeter, [AccessRecorder]);
  },
};
