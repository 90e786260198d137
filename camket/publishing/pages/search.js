"use strict";
// The words of a text, each after a space, in small letters.
const spelled = (text) => ` ${text.normalize("NFC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ")}`;
// What is searched: the words as they are spelled and, after them, without their marks. So a word that is typed
// without marks is found however it is spelled, and "án" is not found in "an".
const searchable = (text) => {
  const words = spelled(text);
  return words + words.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
};
// Whether a searchable text has every asked word at the beginning of one of its own.
const asking = (asked) => {
  const words = spelled(asked).split(" ").filter(Boolean);
  return (text) => words.every((word) => text.includes(` ${word}`));
};
