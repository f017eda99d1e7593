"""The whole of training on a made-up corpus with a tiny encoder of random weights."""

from __future__ import annotations

import warnings
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pytest
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from extraction.annotations import Attribution, Span
from training.corpus import Article
from training.silver import Name

torch = pytest.importorskip(
    "torch", reason="training needs requirements-training.txt, in an environment of its own"
)
pytest.importorskip("transformers", reason="training needs requirements-training.txt")

from training.distill import SHARED, Distillation, student_of  # noqa: E402
from training.examples import batches, examples  # noqa: E402
from training.export import OUTPUTS, Exported, configuration, export  # noqa: E402
from training.model import CLASSES, Tagger, collate  # noqa: E402
from training.recover import recovered  # noqa: E402
from training.train import Plan, _steps, keep_layers, restored, train  # noqa: E402

WORDS = "we will rebuild the bridge , . “ ” ' said ana brel told us that it is late".split()


def made_up(count: int) -> list[Article]:
    text = "“We will rebuild the bridge,” Ana Brel said.\nAna Brel told us that it is late."
    golds = (
        Attribution((Span(0, 29),), (Span(30, 38),), (Span(39, 43),)),
        Attribution((Span(59, 77),), (Span(45, 53),), (Span(54, 58),)),
    )
    names = (Name(30, 38, "PERSON"), Name(45, 53, "PERSON"))
    return [Article(str(number), text, golds, names) for number in range(count)]


@pytest.fixture
def tokenizer() -> Tokenizer:
    vocabulary = {w: n for n, w in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *WORDS])}
    made = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer()
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return made


@pytest.fixture
def model() -> Tagger:
    return made_model()


def made_model() -> Tagger:
    from transformers import BertConfig, BertModel  # type: ignore[import-not-found]

    torch.manual_seed(1)
    torch.set_num_threads(1)
    config = BertConfig(
        vocab_size=len(WORDS) + 4,
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=4,
        intermediate_size=64,
        max_position_embeddings=64,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    return Tagger(BertModel(config, add_pooling_layer=False))


def losses(model: Tagger, found: list[Article], tokenizer: Tokenizer) -> dict[str, float]:
    cut = [one for article in found for one in examples(article, tokenizer, 60)]
    (batch,) = batches(cut, 10_000, Random(1))
    with torch.no_grad():
        return {name: float(loss) for name, loss in model.losses(collate(batch)).items()}


def test_every_loss_falls(model: Tagger, tokenizer: Tokenizer, tmp_path: Path) -> None:
    found = made_up(8)
    before = losses(model, found, tokenizer)
    plan = Plan(epochs=15, pieces=200, encoder_rate=2e-3, head_rate=5e-3, augment=False)
    train(model, found, tokenizer, plan, tmp_path)
    model.eval()
    after = losses(model, found, tokenizer)
    assert before.keys() == after.keys() == {"anchor", "roles", "stretch", "names"}
    assert all(after[name] < before[name] for name in before)
    restored = torch.load(tmp_path / "last.pt")
    assert restored.keys() == model.state_dict().keys()
    assert (tmp_path / "average.pt").exists()


def test_a_seed_gives_the_same_weights_again(tokenizer: Tokenizer, tmp_path: Path) -> None:
    runs = []
    for folder in (tmp_path / "first", tmp_path / "second"):
        train(made_model(), made_up(6), tokenizer, Plan(epochs=2, pieces=200), folder)
        runs.append(torch.load(folder / "last.pt"))
    assert all(torch.equal(runs[0][name], runs[1][name]) for name in runs[0])


def test_a_run_under_minutes_ends(model: Tagger, tokenizer: Tokenizer, tmp_path: Path) -> None:
    train(model, made_up(2), tokenizer, Plan(minutes=0.01, pieces=200), tmp_path)
    assert (tmp_path / "last.pt").exists()


@pytest.mark.parametrize("half", [False, True])
def test_products_are_in_half_precision_on_demand_and_weights_in_single(
    half: bool, model: Tagger, tokenizer: Tokenizer, tmp_path: Path
) -> None:
    made: list[object] = []
    model.anchor.register_forward_hook(lambda *given: made.append(given[-1].dtype))
    before = losses(model, made_up(2), tokenizer)
    made.clear()
    plan = Plan(epochs=5, pieces=200, encoder_rate=2e-3, augment=False, bfloat16=half)
    train(model, made_up(2), tokenizer, plan, tmp_path)
    assert set(made) == {torch.bfloat16 if half else torch.float32}
    assert {weight.dtype for weight in torch.load(tmp_path / "last.pt").values()} == {torch.float32}
    after = losses(model.eval(), made_up(2), tokenizer)
    assert after["anchor"] < before["anchor"]


def test_an_epoch_reads_a_share_of_the_corpus_and_ours_several_times(
    tokenizer: Tokenizer,
) -> None:
    plan = Plan(epochs=1, pieces=30, share=0.5, times=3, augment=False)
    steps = list(_steps(made_up(8), made_up(2), tokenizer, plan, Random(1)))
    assert sum(len(batch) for *_, batch in steps) == 4 + 3 * 2


def test_labels_of_an_example(tokenizer: Tokenizer) -> None:
    (one,) = examples(made_up(1)[0], tokenizer, 60)
    anchors = [tokenizer.id_to_token(int(one.window.ids[at])) for at in one.anchors]
    assert anchors == ["said", "told"]
    assert one.roles[0].tolist() == [-100, *[2] * 8, 1, 1, 3, *[0] * 10, -100]
    assert one.names.tolist() == [-100, *[0] * 8, 1, 2, 0, 0, 1, 2, *[0] * 7, -100]
    assert [(s.start, s.end, s.anchors) for s in one.stretches] == [(1, 9, (11,))]


def test_content_without_a_cue_is_unknown_to_other_cues(tokenizer: Tokenizer) -> None:
    article = made_up(1)[0]
    alone = Attribution(article.attributions[0].content)
    uncued = replace(article, attributions=(alone, article.attributions[1]))
    (one,) = examples(uncued, tokenizer, 60)
    assert one.roles[0].tolist() == [*[-100] * 9, *[0] * 4, 1, 1, 3, *[2] * 5, 0, -100]


def test_the_export_computes_what_the_model_does(model: Tagger, tokenizer: Tokenizer) -> None:
    model.eval()
    (batch,) = batches([*examples(made_up(1)[0], tokenizer, 60)], 1000, Random(1))
    one = collate(batch)
    with torch.no_grad():
        embedded = model.words(one.ids)
        hidden = model.encode(embedded, one.features, one.mask)
        outputs = Exported(model)(embedded, one.features)
        assert torch.allclose(outputs[0], model.anchor(hidden).squeeze(-1), atol=1e-5)
        assert torch.allclose(outputs[2], model.names(hidden), atol=1e-5)
        assert torch.allclose(outputs[3], hidden, atol=1e-5)


def exported(model: Tagger, folder: Path) -> Path:
    pytest.importorskip("onnx", reason="the export needs requirements-training.txt")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        export(model, folder)
    return folder


def test_networks_of_a_folder_share_their_embeddings(model: Tagger, tmp_path: Path) -> None:
    pytest.importorskip("onnx", reason="the export needs requirements-training.txt")
    np.save(tmp_path / "emb_f16.npy", np.zeros((3, 32), np.float16))
    with pytest.raises(ValueError, match="other embeddings"):
        export(model, tmp_path, "six")
    assert not (tmp_path / "six").exists()


def test_export_writes_what_the_run_time_reads(model: Tagger, tmp_path: Path) -> None:
    onnxruntime = pytest.importorskip("onnxruntime")
    exported(model, tmp_path)
    session = onnxruntime.InferenceSession(tmp_path / "m.int8.onnx")
    assert tuple(output.name for output in session.get_outputs()) == OUTPUTS
    shape = (1, 7)
    outputs = session.run(
        None,
        {
            "emb": np.zeros((*shape, 32), np.float32),
            "feat": np.zeros(shape, np.int64),
        },
    )
    assert outputs[0].shape == shape
    assert outputs[2].shape == (*shape, CLASSES)
    assert np.load(tmp_path / "emb_f16.npy").dtype == np.float16
    assert len(configuration(300, "1", {})["names"]) == CLASSES
    assert configuration(300, "1", {}, ["six", "three"])["networks"] == ["six", "three"]


# ── a student of fewer layers ─────────────────────────────────────────────────────────────


def test_a_student_of_all_layers_is_its_teacher(model: Tagger, tokenizer: Tokenizer) -> None:
    (batch,) = batches([*examples(made_up(1)[0], tokenizer, 60)], 1000, Random(1))
    found = Distillation(model, student_of(model, [0, 1]), [0, 1])(collate(batch))
    assert found.keys() == SHARED.keys()
    assert float(found["hidden"].detach()) == float(found["layers"].detach()) == 0


def test_a_student_learns_what_the_layer_it_lost_did(
    model: Tagger, tokenizer: Tokenizer, tmp_path: Path
) -> None:
    found = made_up(8)
    for weight in model.encoder.encoder.layer[0].parameters():
        weight.data.normal_(std=0.3)  # a layer of random weights hardly does anything
    student = student_of(model, [1])
    objective = Distillation(model, student, [1])
    (batch,) = batches([*examples(found[0], tokenizer, 60)], 1000, Random(1))

    def apart() -> dict[str, float]:
        with torch.no_grad():
            return {name: float(loss) for name, loss in objective(collate(batch)).items()}

    before = apart()
    plan = Plan(epochs=40, pieces=200, encoder_rate=2e-3, head_rate=2e-3, augment=False)
    train(student, found, tokenizer, plan, tmp_path, objective, SHARED)
    after = apart()
    assert after["hidden"] < before["hidden"] / 2
    assert after["soft roles"] < before["soft roles"]


@pytest.fixture
def pretrained(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tiny encoder replaces the folder of the large one."""
    for module in ("train", "recover"):
        monkeypatch.setattr(f"training.{module}.encoder", lambda _: made_model().encoder)


@pytest.mark.usefixtures("pretrained")
def test_a_checkpoint_gives_back_as_many_layers_as_it_has(model: Tagger, tmp_path: Path) -> None:
    keep_layers(model, [1])
    torch.save(model.state_dict(), tmp_path / "one.pt")
    again = restored(tmp_path / "one.pt", tmp_path).state_dict()
    assert all(torch.equal(value, again[name]) for name, value in model.state_dict().items())


@pytest.mark.usefixtures("pretrained")
def test_exported_weights_are_recovered_but_for_rounding(model: Tagger, tmp_path: Path) -> None:
    for weight in model.parameters():
        weight.data.normal_(std=0.2)  # equal weights are written once, and would be missed
    known, again = model.state_dict(), recovered(exported(model, tmp_path), tmp_path).state_dict()
    for name in ("feature.weight", "query.weight", "relative.weight", "names.bias"):
        assert torch.equal(known[name], again[name])
    rounded = "encoder.encoder.layer.1.attention.self.key.weight"
    assert 0 < float((known[rounded] - again[rounded]).abs().max()) < 0.01
