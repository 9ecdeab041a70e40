import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'capture-http', rootDir: import.meta.dirname };
