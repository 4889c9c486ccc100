// Cards dragged from stage to stage. A drop never moves anything by itself: it opens the form of that move, which asks for
// what the stage needs.
//
//   <div class="stages" data-stage-board data-move-into="#move">         data-move-into: htmx loads the form there;
//     <section class="stage" data-stage="completed">                     without it the browser goes to the form's page
//       <article class="stage-card" data-card draggable="true" data-move="/…/move/" data-may="completed delivered">
//                                                                        the form is data-move?stage=completed;
//                                                                        data-may: the stages it may go to (all, if not said)
// By keyboard: a menu of plain links in the card, which the template writes.
let card;

const may = (stage) => !card?.dataset.may || card.dataset.may.split(/\s+/).includes(stage.dataset.stage);
const stages = () => card.closest("[data-stage-board]").querySelectorAll("[data-stage]");

function lift(event) {
  card = event.target.closest?.("[data-card][data-move]");
  if (!card) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", card.dataset.move);
  const own = card.closest("[data-stage]");
  setTimeout(() => {
    card?.classList.add("dragged");
    card?.closest("[data-stage-board]").classList.add("dragging");
    if (card) for (const stage of stages()) stage.classList.toggle("may", stage !== own && may(stage));
  });
}

function goal(event) {
  const stage = card && event.target.closest?.("[data-stage]");
  return stage && stage !== card.closest("[data-stage]") && stage.closest("[data-stage-board]") === card.closest("[data-stage-board]") && may(stage) ? stage : null;
}

function hover(event) {
  if (!card) return;
  const stage = goal(event);
  for (const one of stages()) one.classList.toggle("over", one === stage);
  if (stage) event.preventDefault();
}

function letGo() {
  if (!card) return;
  for (const stage of stages()) stage.classList.remove("may", "over");
  card.closest("[data-stage-board]").classList.remove("dragging");
  card.classList.remove("dragged");
  card = undefined;
}

function drop(event) {
  const stage = goal(event);
  if (!stage) return;
  event.preventDefault();
  const form = new URL(card.dataset.move, location.href);
  form.searchParams.set("stage", stage.dataset.stage);
  const into = card.closest("[data-stage-board]").dataset.moveInto;
  letGo();
  if (into && window.htmx) window.htmx.ajax("GET", form.href, { target: into, swap: "innerHTML" });
  else location.assign(form);
}

document.addEventListener("dragstart", lift);
document.addEventListener("dragover", hover);
document.addEventListener("drop", drop);
document.addEventListener("dragend", letGo);
