/** The settings of the usage report (`usage` in config/default.yaml). */
export class UsageSettings {
  constructor(
    readonly values: {
      readonly flushMs: number;
      readonly maxEntries: number;
      readonly hourlyDays: number;
      readonly dailyDays: number;
    },
  ) {}
}
