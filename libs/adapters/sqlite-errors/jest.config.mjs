import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'sqlite-errors', rootDir: import.meta.dirname };
