import { readFileSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..', '..');

/** Programs that test/python and scripts/test-go.sh build and run. */
const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  python: ['examples/weather-python/app.py', 'examples/weather-python/weather_stack.py'],
  go: ['examples/weather-go/weather.go'],
};

function samples(page: string, language: string): string[] {
  return [...read(page).matchAll(/```(\w+)\n([^]*?)```/g)].filter(([, of]) => of === language).map(([, , code]) => code.trimEnd());
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

describe.each([
  ['docs/LANGUAGES.md', 'python'],
  ['docs/LANGUAGES.md', 'go'],
  ['build-tools/go/README.md', 'go'],
])('in %s', (page, language) => {
  test(`every ${language} sample is part of a tested example`, () => {
    const programs = PROGRAMS[language].map(read);
    const shown = samples(page, language);
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter((code) => !programs.some((program) => program.includes(code)))).toEqual([]);
  });
});
