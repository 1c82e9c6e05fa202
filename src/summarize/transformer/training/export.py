"""Writes checkpoint.pt as a model folder that transformers.js reads, versions 2 and 3 and later: `python3 export.py FOLDER`.

Needs Debian's python3-torch and python3-onnx (1.12). The graph is built by hand: one decoder with its key and value cache,
weights as 8-bit integers with a scale for each output column, which ONNX Runtime unfolds once, when it loads the file.
"""
import json
import math
import pathlib
import sys

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

HERE = pathlib.Path(__file__).parent
FLOAT, INTEGER = TensorProto.FLOAT, TensorProto.INT64


class Graph:
    def __init__(self):
        self.nodes, self.weights, self.constants, self.count = [], [], {}, 0

    def name(self, prefix):
        self.count += 1
        return f"{prefix}_{self.count}"

    def op(self, kind, inputs, output=None, **attributes):
        output = output or self.name(kind)
        self.nodes.append(helper.make_node(kind, inputs, [output], name=self.name("node"), **attributes))
        return output

    def weight(self, array, name):
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def constant(self, value, kind=np.int64):
        key = (str(value), kind)
        if key not in self.constants:
            self.constants[key] = self.weight(np.array(value, kind), self.name("constant"))
        return self.constants[key]

    def eighth(self, matrix, name, axis):
        """A matrix as 8-bit integers and their scales along an axis."""
        scale = np.maximum(np.abs(matrix).max(axis, keepdims=axis == 1), 1e-8) / 127
        integers = np.clip(np.rint(matrix / scale), -127, 127).astype(np.int8)
        return self.weight(integers, name + "_integers"), self.weight(scale.astype(np.float32), name + "_scale")

    def linear(self, x, state, name):
        integers, scale = self.eighth(state[name + ".weight"].T, name, 0)
        matrix = self.op("Mul", [self.op("Cast", [integers], to=FLOAT), scale])
        return self.op("Add", [self.op("MatMul", [x, matrix]), self.weight(state[name + ".bias"], name + "_bias")])

    def embed(self, matrix, ids, name):
        integers, scale = self.eighth(matrix, name, 1)
        rows = self.op("Cast", [self.op("Gather", [integers, ids])], to=FLOAT)
        return self.op("Mul", [rows, self.op("Gather", [scale, ids])])

    def norm(self, x, state, name):
        parts = [x, self.weight(state[name + ".weight"], name + "_gain"), self.weight(state[name + ".bias"], name + "_shift")]
        return self.op("LayerNormalization", parts, axis=-1, epsilon=1e-5)

    def gelu(self, x):
        error = self.op("Erf", [self.op("Div", [x, self.constant(math.sqrt(2), np.float32)])])
        grown = self.op("Mul", [x, self.op("Add", [error, self.constant(1.0, np.float32)])])
        return self.op("Mul", [grown, self.constant(0.5, np.float32)])

    def dimension(self, x, axis):
        return self.op("Gather", [self.op("Shape", [x]), self.constant(axis)])

    def heads(self, x, heads, width):
        return self.op("Transpose", [self.op("Reshape", [x, self.constant([0, -1, heads, width])])], perm=[0, 2, 1, 3])

    def mask(self, past, current, attention):
        """0 where a position may look, -1e9 where it may not: ahead of itself, or at padding."""
        total = self.op("Add", [past, current])
        places = self.op("Range", [self.constant(0), total, self.constant(1)])
        own = self.op("Unsqueeze", [self.op("Range", [past, total, self.constant(1)]), self.constant([1])])
        before = self.op("LessOrEqual", [places, own])
        present = self.op("Unsqueeze", [self.op("Cast", [attention], to=TensorProto.BOOL), self.constant([1, 2])])
        seen = self.op("And", [before, present])
        return self.op("Where", [seen, self.constant(0.0, np.float32), self.constant(-1e9, np.float32)])


def build(config, state):
    graph = Graph()
    width, layers, heads = config["width"], config["layers"], config["heads"]
    each = width // heads
    value = helper.make_tensor_value_info
    inputs = [
        value("input_ids", INTEGER, ["batch_size", "sequence_length"]),
        value("attention_mask", INTEGER, ["batch_size", "total_sequence_length"]),
        value("position_ids", INTEGER, ["batch_size", "sequence_length"]),
    ]
    outputs = [value("logits", FLOAT, ["batch_size", "sequence_length", config["vocabulary"]])]
    for layer in range(layers):
        for part in ("key", "value"):
            inputs.append(value(f"past_key_values.{layer}.{part}", FLOAT, ["batch_size", heads, "past_sequence_length", each]))
            outputs.append(value(f"present.{layer}.{part}", FLOAT, ["batch_size", heads, "total_sequence_length", each]))
    mask = graph.mask(graph.dimension("past_key_values.0.key", 2), graph.dimension("input_ids", 1), "attention_mask")
    words = graph.embed(state["words.weight"] * width**0.5, "input_ids", "words")
    x = graph.op("Add", [words, graph.embed(state["places.weight"], "position_ids", "places")])
    for layer in range(layers):
        block = f"blocks.{layer}"
        normed = graph.norm(x, state, block + ".norm1")
        q, k, v = (graph.heads(graph.linear(normed, state, f"{block}.attention.{part}"), heads, each) for part in "qkv")
        k = graph.op("Concat", [f"past_key_values.{layer}.key", k], axis=2, output=f"present.{layer}.key")
        v = graph.op("Concat", [f"past_key_values.{layer}.value", v], axis=2, output=f"present.{layer}.value")
        scores = graph.op("MatMul", [q, graph.op("Transpose", [k], perm=[0, 1, 3, 2])])
        scaled = graph.op("Mul", [scores, graph.constant(1 / math.sqrt(each), np.float32)])
        weights = graph.op("Softmax", [graph.op("Add", [scaled, mask])], axis=-1)
        mixed = graph.op("Transpose", [graph.op("MatMul", [weights, v])], perm=[0, 2, 1, 3])
        joined = graph.op("Reshape", [mixed, graph.constant([0, -1, width])])
        x = graph.op("Add", [x, graph.linear(joined, state, block + ".attention.o")])
        up = graph.gelu(graph.linear(graph.norm(x, state, block + ".norm2"), state, block + ".up"))
        x = graph.op("Add", [x, graph.linear(up, state, block + ".down")])
    integers, scale = graph.eighth(state["words.weight"].T, "answer", 0)
    matrix = graph.op("Mul", [graph.op("Cast", [integers], to=FLOAT), scale])
    graph.op("MatMul", [graph.norm(x, state, "norm"), matrix], output="logits")
    body = helper.make_graph(graph.nodes, "summary_writer", inputs, outputs, graph.weights)
    model = helper.make_model(body, opset_imports=[helper.make_opsetid("", 17)], producer_name="tabulyst")
    model.ir_version = 8
    onnx.checker.check_model(model)
    return model


def tokenizer(vocabulary):
    special = [
        dict(id=index, content=word, single_word=False, lstrip=False, rstrip=False, normalized=False, special=True)
        for index, word in enumerate(vocabulary[:5])
    ]
    # Neither version of the library knows a word-level model; WordPiece with whole words in its list is one.
    words = dict(
        type="WordPiece", unk_token="[UNK]", continuing_subword_prefix="##", max_input_chars_per_word=100,
        vocab={word: index for index, word in enumerate(vocabulary)},
    )
    return dict(
        version="1.0", truncation=None, padding=None, added_tokens=special, normalizer=None, post_processor=None,
        pre_tokenizer=dict(type="WhitespaceSplit"), decoder=dict(type="WordPiece", prefix="##", cleanup=False), model=words,
    )


if __name__ == "__main__":
    folder = pathlib.Path(sys.argv[1])
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    config, state, vocabulary = torch.load(HERE / "checkpoint.pt")
    state = {name: tensor.numpy() for name, tensor in state.items()}
    write = lambda name, value: (folder / name).write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n")
    write("config.json", {
        "model_type": "gpt2", "architectures": ["GPT2LMHeadModel"], "vocab_size": config["vocabulary"],
        "n_positions": config["positions"], "n_embd": config["width"], "n_layer": config["layers"], "n_head": config["heads"],
        "bos_token_id": 1, "eos_token_id": 2, "pad_token_id": 0, "transformers.js_config": {"dtype": "q8"}, "tabulyst_slots": True,
    })
    write("tokenizer.json", tokenizer(vocabulary))
    write("tokenizer_config.json", {
        "tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": config["positions"], "pad_token": "[PAD]",
        "bos_token": "[BOS]", "eos_token": "[EOS]", "unk_token": "[UNK]", "sep_token": "[SEP]",
        "clean_up_tokenization_spaces": False,
    })
    onnx.save(build(config, state), str(folder / "onnx" / "model_quantized.onnx"))
