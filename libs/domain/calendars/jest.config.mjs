import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'calendars', rootDir: import.meta.dirname };
