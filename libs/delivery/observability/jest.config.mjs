import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'observability', rootDir: import.meta.dirname };
