import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'compose-metrics', rootDir: import.meta.dirname };
