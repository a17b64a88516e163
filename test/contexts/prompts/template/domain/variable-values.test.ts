import { variableValues, variableValuesFromJson } from '../../../../../src/contexts/prompts/template/domain/variable-values';

const fault = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return (error as { errors: unknown }).errors;
  }
};

describe('the values of variables', () => {
  it('are bounded in number', () => {
    const values = (count: number) => Object.fromEntries(Array.from({ length: count }, (_each, index) => [`v${index}`, 1]));
    expect(variableValues(values(5000), '/variables').size).toBe(5000);
    expect(fault(() => variableValues(values(5001), '/variables'))).toEqual([
      { pointer: '/variables', message: 'variables must have at most 5000 members' },
    ]);
  });

  it('keep their digits in a query too', () => {
    expect(variableValuesFromJson('{"n":9007199254740991}', '?variables').get('n')).toBe(9007199254740991);
    expect(fault(() => variableValuesFromJson('{"a":{"n":[9007199254740993]}}', '?variables'))).toEqual([
      { pointer: '?variables', message: expect.stringMatching(/^variables\.a\.n\.0 must keep its digits/u) as string },
    ]);
    expect(fault(() => variableValuesFromJson('{"a":', '?variables'))).toEqual([
      { pointer: '?variables', message: 'variables must be a JSON object' },
    ]);
  });
});
