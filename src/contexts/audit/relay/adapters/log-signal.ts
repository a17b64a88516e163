import { Signal } from '#platform/messaging/signal';

/** Rings in this process when the log has grown. */
export class LogSignal extends Signal {}
