/** Id of the button that undoes the last change; a shortcut moves the focus to it. */
export const undoButtonId = 'undo-last-change';
