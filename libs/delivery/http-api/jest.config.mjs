import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'http-api', rootDir: import.meta.dirname };
