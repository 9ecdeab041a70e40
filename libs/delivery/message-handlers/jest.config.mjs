import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'message-handlers', rootDir: import.meta.dirname };
