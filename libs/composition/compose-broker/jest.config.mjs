import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'compose-broker', rootDir: import.meta.dirname };
